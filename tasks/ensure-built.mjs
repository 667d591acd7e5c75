// @ts-check
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fingerprint } from './fingerprint.mjs'
import { lockFile, withLock } from './lock.mjs'
import { isFresh, stampFile, targets } from './targets.mjs'
import { say, TaskError } from './terminal.mjs'

/** @typedef {import('./targets.mjs').Target} Target */

/** @type {readonly Target[]} */
export const allTargets = /** @type {Target[]} */ (Object.keys(targets))

/**
 * Builds what is missing or older than its sources.
 * @param {readonly Target[]} [wanted]
 */
export async function ensureBuilt(wanted = allTargets) {
  if (wanted.every(isFresh)) return
  await withLock(lockFile('build'), async () => {
    for (const target of wanted) if (!isFresh(target)) await buildTarget(target)
  })
}

/** @param {Target} target */
async function buildTarget(target) {
  const startedAt = Date.now()
  // Taken before the build: a source that changes meanwhile makes the result stale.
  const stamp = fingerprint(targets[target].inputs)
  rmSync(stampFile(target), { force: true })
  // Vite is loaded only when there is something to build.
  const builds = await import('./vite-builds.mjs')
  const build = {
    electron: builds.buildElectron,
    main: builds.buildMain,
    compute: builds.buildCompute,
    renderer: builds.buildRenderer,
    digits: builds.buildDigits,
  }[target]
  try {
    await build()
  } catch (error) {
    throw new TaskError(`${target} could not be built. ${error instanceof Error ? error.message.trim() : error}`)
  }
  mkdirSync(path.dirname(stampFile(target)), { recursive: true })
  writeFileSync(stampFile(target), stamp)
  say(`   built ${target} in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`)
}
