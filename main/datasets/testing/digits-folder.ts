import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildDigits } from '../digits/build-digits.ts'

/** The digits as the app has them, built once for all tests of this machine and checkout state. */
export async function digitsFolder(): Promise<string> {
  const folder = path.join(tmpdir(), 'layerloom-test-digits-1')
  if (existsSync(folder)) return folder
  const temporary = await mkdtemp(`${folder}-`)
  await buildDigits(temporary)
  // Another test may have been faster; its folder is the same.
  await rename(temporary, folder).catch(() => rm(temporary, { recursive: true }))
  return folder
}
