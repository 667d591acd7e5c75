// @ts-check
import { ensureElectron } from '../electron/runtime/find-electron.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { ensureSystemLibraries } from './system-libraries.mjs'

/**
 * Everything that a window needs.
 * @param {{ xvfb: boolean }} options
 */
export async function setUpForWindow({ xvfb }) {
  await ensureDependencies()
  await ensureSystemLibraries({ xvfb })
  return ensureElectron()
}

/** Whether a window could open here without a virtual screen. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}
