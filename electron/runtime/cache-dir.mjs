// @ts-check
import os from 'node:os'
import path from 'node:path'

/** The folder for what can be fetched again. */
export function cacheDir() {
  const base = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache')
  return path.join(base, 'layerloom')
}
