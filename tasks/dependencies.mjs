// @ts-check
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './aliases.mjs'
import { lockFile, withLock } from './lock.mjs'
import { run, say, TaskError, withHeartbeat } from './terminal.mjs'

/** Our own notes live inside node_modules, so that they vanish with it. */
export const notesDir = path.join(root, 'node_modules', '.layerloom')
const stampFile = path.join(notesDir, 'lock-hash')

/** Makes node_modules what package-lock.json says. Does nothing when it already is. */
export async function ensureDependencies() {
  const wanted = lockHash()
  if (readOr(stampFile, '') === wanted) return
  await withLock(lockFile('npm-ci'), async () => {
    if (readOr(stampFile, '') === wanted) return
    if (!installedAsLocked()) await install()
    mkdirSync(notesDir, { recursive: true })
    writeFileSync(stampFile, wanted)
  })
}

async function install() {
  say('-- Installing the npm packages of package-lock.json (once; about 0.9 GB on disk)')
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  const { code, output } = await withHeartbeat('npm ci', run('npm', args, { quiet: true }))
  if (code === 0) return
  throw new TaskError(`npm ci failed. Is the npm registry reachable? It said:\n${output.trim()}`)
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex')
}

/** Whether npm itself notes in node_modules the very packages of the lock (someone ran npm by hand). */
function installedAsLocked() {
  const hiddenLock = path.join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(hiddenLock)) return false
  /** @typedef {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }>} Packages */
  const { packages: locked } = /** @type {{ packages: Packages }} */ (
    JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'))
  )
  const { packages: installed } = /** @type {{ packages: Packages }} */ (JSON.parse(readFileSync(hiddenLock, 'utf8')))
  return Object.entries(locked).every(([name, entry]) => {
    if (name === '') return true
    const found = installed[name]
    if (!found) return entry.optional === true || entry.devOptional === true
    return found.version === entry.version && existsSync(path.join(root, name))
  })
}

/**
 * @param {string} file
 * @param {string} fallback
 */
export function readOr(file, fallback) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return fallback
  }
}
