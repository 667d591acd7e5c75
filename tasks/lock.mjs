// @ts-check
import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from './aliases.mjs'

/**
 * The lock of one kind of work in this checkout, for this user.
 * @param {string} name
 */
export function lockFile(name) {
  const checkout = createHash('sha256').update(`${root} ${os.userInfo().username}`).digest('hex').slice(0, 12)
  return path.join(os.tmpdir(), `layerloom-${checkout}-${name}.lock`)
}

/**
 * Lets one process at a time do `work`; others wait. A lock whose owner is gone is taken over.
 * @template T
 * @param {string} file see lockFile
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, work) {
  while (!take(file)) await sleep(200)
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

/** @param {string} file */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
  }
  if (!ownerIsAlive(file)) rmSync(file, { force: true })
  return false
}

/** @param {string} file */
function ownerIsAlive(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'))
    // Between creation and writing the file is empty for an instant: that owner lives.
    if (!pid) return true
    process.kill(pid, 0)
    return true
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error)
    return code === 'EPERM' || code === 'ENOENT'
  }
}
