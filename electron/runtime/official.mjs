// @ts-check
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { root } from '../../tasks/aliases.mjs'
import { run, say, withHeartbeat } from '../../tasks/terminal.mjs'
import { cacheDir } from './cache-dir.mjs'

const packageDir = path.join(root, 'node_modules', 'electron')
const unreachableFile = () => path.join(cacheDir(), 'official-electron-unreachable.json')
const retryAfterMs = 7 * 24 * 3600 * 1000
// A download that moves is left alone however long it takes; one that stands still for this long is given up.
const stallMs = { patient: 120_000, hurried: 25_000 }

/** Where the executable lies inside a distribution. */
export function platformPath() {
  if (process.platform === 'darwin') return path.join('Electron.app', 'Contents', 'MacOS', 'Electron')
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}

/** @returns {import('./find-electron.mjs').ElectronBinary | undefined} */
export function official() {
  try {
    const version = wantedVersion()
    const unpacked = readFileSync(path.join(packageDir, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '')
    // install.js writes path.txt last, so it marks a finished unpacking.
    const executable = path.join(packageDir, 'dist', readFileSync(path.join(packageDir, 'path.txt'), 'utf8').trim())
    return unpacked === version && existsSync(executable) ? { executable, version, origin: 'official' } : undefined
  } catch {
    return undefined
  }
}

/**
 * Lets the electron package download its binary (it checks it against its own checksums).
 * @param {{ patient: boolean }} options patient: wait long, because there is nothing to fall back on
 * @returns {Promise<string>} what came of it, for people
 */
export async function fetchOfficial({ patient }) {
  const failedAt = patient ? 0 : rememberedFailure()
  if (failedAt) {
    const day = new Date(failedAt).toISOString().slice(0, 10)
    return `not tried again since ${day}; delete ${unreachableFile()} to try again`
  }
  say(`-- Fetching the official Electron ${wantedVersion()} from its releases page (about 120 MB)`)
  const tempDir = mkdtempSync(path.join(os.tmpdir(), 'layerloom-electron-'))
  try {
    const outcome = await download(tempDir, patient ? stallMs.patient : stallMs.hurried)
    if (!official()) rememberFailure()
    return outcome
  } finally {
    rmSync(tempDir, { recursive: true, force: true })
  }
}

/**
 * @param {string} tempDir
 * @param {number} limitMs
 */
async function download(tempDir, limitMs) {
  const env = {
    TMPDIR: tempDir,
    TEMP: tempDir,
    TMP: tempDir,
    ELECTRON_GET_NO_PROGRESS: '1',
  }
  const stop = new AbortController()
  let size = -1
  let movedAt = Date.now()
  const watch = setInterval(() => {
    const now = sizeOf(tempDir) + sizeOf(path.join(packageDir, 'dist'))
    if (now !== size) movedAt = Date.now()
    size = now
    if (Date.now() - movedAt > limitMs) stop.abort()
  }, 1000)
  try {
    const install = path.join(packageDir, 'install.js')
    const running = run(process.execPath, [install], {
      quiet: true,
      env,
      signal: stop.signal,
    })
    const megabytes = () => `${(Math.max(size, 0) / 1e6).toFixed(0)} MB`
    const { code, output } = await withHeartbeat('download', running, megabytes)
    if (stop.signal.aborted) return `its releases page did not answer for ${limitMs / 1000} s`
    return code === 0 ? 'fetched' : reasonOf(output)
  } finally {
    clearInterval(watch)
  }
}

/**
 * What a Node.js stack trace says first.
 * @param {string} output
 */
function reasonOf(output) {
  const [, reason = 'the download failed'] = /^\w*Error: (.*)$/m.exec(output) ?? []
  return reason === 'fetch failed' ? 'its releases page cannot be reached' : reason
}

function rememberedFailure() {
  try {
    const { version, at } = JSON.parse(readFileSync(unreachableFile(), 'utf8'))
    return version === wantedVersion() && Date.now() - at < retryAfterMs ? Number(at) : 0
  } catch {
    return 0
  }
}

function rememberFailure() {
  mkdirSync(cacheDir(), { recursive: true })
  writeFileSync(unreachableFile(), JSON.stringify({ version: wantedVersion(), at: Date.now() }))
}

/** @returns {string} */
export function wantedVersion() {
  return createRequire(import.meta.url)(path.join(packageDir, 'package.json')).version
}

/**
 * @param {string} folder
 * @returns {number} bytes of all the files in it
 */
function sizeOf(folder) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath ?? entry.path, entry.name)).size, 0)
  } catch {
    return 0
  }
}
