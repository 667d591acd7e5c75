// @ts-check
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { run, say, TaskError, withHeartbeat } from './terminal.mjs'

/**
 * What Electron needs from a Linux system: how to see that it is there, and the Debian packages that bring it
 * (the second name is that of newer Debian and Ubuntu releases).
 * @type {readonly { soname: string, packages: readonly string[] }[]}
 */
const libraries = [
  { soname: 'libgtk-3.so.0', packages: ['libgtk-3-0t64', 'libgtk-3-0'] },
  { soname: 'libnss3.so', packages: ['libnss3'] },
  {
    soname: 'libatk-bridge-2.0.so.0',
    packages: ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
  },
  { soname: 'libcups.so.2', packages: ['libcups2t64', 'libcups2'] },
  { soname: 'libdrm.so.2', packages: ['libdrm2'] },
  { soname: 'libgbm.so.1', packages: ['libgbm1'] },
  { soname: 'libasound.so.2', packages: ['libasound2t64', 'libasound2'] },
]
const virtualScreen = { soname: 'Xvfb', packages: ['xvfb'] }
const chineseFont = { soname: 'a Chinese font', packages: ['fonts-noto-cjk'] }

/**
 * Sees to it that Electron can start on this Linux; elsewhere there is nothing to do.
 * @param {{ xvfb: boolean }} options
 */
export async function ensureSystemLibraries({ xvfb }) {
  if (process.platform !== 'linux') return
  const missing = missingNeeds(xvfb)
  if (missing.length === 0) return
  if (!canUseApt()) return reportMissing(missing)
  await installWithApt([...missing.map((need) => need.packages), ...(onPath('fc-list') ? [] : [['fontconfig']])])
  reportMissing(missingNeeds(xvfb))
}

/** @param {boolean} xvfb */
function missingNeeds(xvfb) {
  const known = spawnSync(existsSync('/sbin/ldconfig') ? '/sbin/ldconfig' : 'ldconfig', ['-p'], {
    encoding: 'utf8',
  }).stdout
  // Without ldconfig (NixOS, Alpine) we cannot tell; Electron itself will name what it misses.
  const missing = known ? libraries.filter((need) => !known.includes(`\t${need.soname} `)) : []
  if (xvfb && !onPath('Xvfb')) missing.push(virtualScreen)
  if (!hasChineseFont()) missing.push(chineseFont)
  return missing
}

function hasChineseFont() {
  if (!onPath('fc-list')) return false
  return (
    spawnSync('fc-list', [':lang=zh-cn', 'family'], {
      encoding: 'utf8',
    }).stdout.trim() !== ''
  )
}

function canUseApt() {
  return onPath('apt-get') && (isRoot() || spawnSync('sudo', ['-n', 'true']).status === 0)
}

/**
 * Installs Debian packages where that is possible, and does nothing where it is not.
 * @param {readonly string[]} names
 */
export async function installPackages(names) {
  if (process.platform === 'linux' && canUseApt()) await installWithApt(names.map((name) => [name]))
}

/** @param {readonly (readonly string[])[]} alternatives */
async function installWithApt(alternatives) {
  say(`-- Installing system packages with apt: ${alternatives.map((names) => names.at(-1)).join(' ')}`)
  await apt(['update'])
  const names = alternatives.map((choice) => choice.find(isInstallable) ?? choice.at(-1) ?? '')
  await apt(['install', '--yes', '--no-install-recommends', ...names])
}

/** @param {readonly string[]} args */
async function apt(args) {
  const command = ['apt-get', '-q', '-o', 'DPkg::Lock::Timeout=120', ...args]
  const [program = '', ...rest] = isRoot()
    ? command
    : ['sudo', '-n', 'env', 'DEBIAN_FRONTEND=noninteractive', ...command]
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const { code, output } = await withHeartbeat(`apt-get ${args[0]}`, run(program, rest, { quiet: true, env }))
  // A failed update may still leave usable lists; a failed install is seen by what is still missing.
  if (code !== 0) say(output.trim().split('\n').slice(-15).join('\n'))
}

/** @param {string} name */
function isInstallable(name) {
  return spawnSync('apt-cache', ['show', '--no-all-versions', name]).status === 0
}

/** @param {readonly { soname: string, packages: readonly string[] }[]} missing */
function reportMissing(missing) {
  if (missing.length === 0) return
  const names = missing.map((need) => need.packages.at(-1)).join(' ')
  const sentence = `Missing on this system: ${missing.map((need) => need.soname).join(', ')}. On Debian: sudo apt-get install ${names}`
  if (missing.every((need) => need === chineseFont)) return say(`   ${sentence}`)
  throw new TaskError(sentence)
}

function isRoot() {
  return process.getuid?.() === 0
}

/** @param {string} program */
export function onPath(program) {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .some((folder) => folder && existsSync(path.join(folder, program)))
}
