// @ts-check
import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { root } from './aliases.mjs'
import { ensureBuilt } from './ensure-built.mjs'
import { softwareVulkan } from './software-vulkan.mjs'
import { heading, run, say } from './terminal.mjs'
import { playwrightReport, vitestReport } from './test-reports.mjs'
import { withDisplay } from './virtual-display.mjs'

/** A step of the checks: says what it does, and answers whether all was well. */

const typedFolders = ['main/shared', 'main', 'electron', 'compute', 'renderer', 'e2e', 'tasks']

/** The programs of npm packages, as files for Node.js to run. */
export const programs = {
  tsc: 'node_modules/typescript/bin/tsc',
  biome: 'node_modules/@biomejs/biome/bin/biome',
  vitest: 'node_modules/vitest/vitest.mjs',
  playwright: 'node_modules/@playwright/test/cli.js',
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
async function succeeds(program, args, env) {
  const { code } = await run(process.execPath, [path.join(root, program), ...args], { env })
  return code === 0
}

export async function checkTypes() {
  heading('Types')
  let isRight = true
  for (const folder of typedFolders) {
    const config = `${folder}/tsconfig.json`
    if (!existsSync(path.join(root, config))) continue
    const isFolderRight = await succeeds(programs.tsc, ['-p', config])
    say(`${isFolderRight ? 'ok    ' : 'FAILED'} ${folder}`)
    isRight &&= isFolderRight
  }
  return isRight
}

/** @param {readonly string[]} options */
export async function checkLint(...options) {
  heading('Lint and format')
  return succeeds(programs.biome, ['check', ...options])
}

export async function checkZones() {
  heading('Import zones')
  // Loads Vite's parser, which may have been installed only just now.
  const { allZoneViolations } = await import('./import-zones.mjs')
  const violations = allZoneViolations()
  for (const violation of violations) say(violation)
  say(violations.length === 0 ? 'ok' : `${violations.length} imports break the table in tasks/zone-table.mjs`)
  return violations.length === 0
}

/** @param {readonly string[]} args */
export async function unitTests(...args) {
  heading('Unit tests')
  await ensureBuilt(['digits'])
  mkdirSync(path.dirname(vitestReport), { recursive: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`]
  const card = softwareVulkan()
  if (Object.keys(card).length > 0) say('WebGPU is tested on SwiftShader, from chromium.')
  return succeeds(programs.vitest, ['run', ...reporters, ...args], card)
}

/** How quickly the editor answers; see e2e/bench. */
export async function windowBench() {
  heading('Speed of the editor (Electron)')
  const args = ['test', '-c', 'e2e/bench/playwright.config.ts']
  return withDisplay((display) => succeeds(programs.playwright, args, display))
}

/** @param {readonly string[]} args */
export async function windowTests(...args) {
  heading('Tests in the window (Electron)')
  const config = ['test', '-c', 'e2e/playwright.config.ts']
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport }
  return withDisplay((display) => succeeds(programs.playwright, [...config, ...args], { ...env, ...display }))
}
