// @ts-check
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { withLock } from './lock.mjs'

const folder = mkdtempSync(path.join(os.tmpdir(), 'layerloom-lock-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('lets one at a time in, and lets go after a failure', async () => {
  const file = path.join(folder, 'a.lock')
  let inside = 0
  let most = 0
  const work = async () => {
    inside += 1
    most = Math.max(most, inside)
    await sleep(20)
    inside -= 1
  }
  await Promise.all([withLock(file, work), withLock(file, work), withLock(file, work)])
  expect(most).toBe(1)
  await expect(withLock(file, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(existsSync(file)).toBe(false)
})

it('takes over from an owner that is gone', async () => {
  const file = path.join(folder, 'b.lock')
  const { pid } = spawnSync(process.execPath, ['-e', ''])
  writeFileSync(file, String(pid))
  expect(await withLock(file, () => Promise.resolve('done'))).toBe('done')
})
