import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import util from 'node:util'
import { tf } from '#main/compile/tfjs/tensorflow.ts'
import type { Message } from '#shared/messages/message.ts'

export const nativePackages = {
  'node-gpu': '@tensorflow/tfjs-node-gpu',
  'node-cpu': '@tensorflow/tfjs-node',
} as const

export type NativeDevice = keyof typeof nativePackages

/** What these packages register, whichever of them it is. */
export const nativeBackend = 'tensorflow'

export interface NativeLibrary {
  packageName: string
  folder: string
  /** Whether it found a CUDA device that it can use. */
  isOnGpu: boolean
}

export type NativeResult = { library: NativeLibrary } | { reason: Message }

/** Only one libtensorflow can live in a process, so what was loaded once stays. */
let loaded: NativeLibrary | null = null

/** Loads one of tfjs's native packages, if it is installed; never throws. */
export async function loadNativeLibrary(device: NativeDevice, searchFolders = installFolders()): Promise<NativeResult> {
  const packageName = nativePackages[device]
  const entry = findPackage(packageName, searchFolders)
  if (!entry) return { reason: { code: 'engine.tfjsNotInstalled', values: { package: packageName } } }
  const { folder } = entry
  if (loaded) {
    if (loaded.folder === folder) return { library: loaded }
    const values = { package: packageName, loaded: loaded.packageName }
    return { reason: { code: 'engine.tfjsOneLibrary', values } }
  }
  const backend = tf.getBackend() || 'cpu'
  try {
    restoreRemovedUtilities()
    entry.require(packageName)
    await tf.setBackend(nativeBackend)
    const isOnGpu = (tf.backend() as { isUsingGpuDevice?: boolean }).isUsingGpuDevice === true
    loaded = { packageName, folder, isOnGpu }
    return { library: loaded }
  } catch (error) {
    return { reason: explainFailure(error, packageName, folder) }
  } finally {
    await tf.setBackend(backend)
  }
}

/**
 * Where the packages are looked for: in the folder that the user names, beside the program, and where `npm run engine:cuda`
 * puts them.
 */
function installFolders(): string[] {
  const named = process.env.LAYERLOOM_TFJS_DIR
  const cache = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache')
  return [
    ...(named ? [path.resolve(named)] : []),
    path.dirname(fileURLToPath(import.meta.url)),
    path.join(cache, 'layerloom', 'engine-cuda'),
  ]
}

function findPackage(packageName: string, searchFolders: readonly string[]) {
  for (const searchFolder of searchFolders) {
    const require = createRequire(path.join(searchFolder, 'anywhere.js'))
    const folder = require.resolve
      .paths(packageName)
      ?.map((modules) => path.join(modules, packageName))
      .find((candidate) => existsSync(path.join(candidate, 'package.json')))
    if (folder) return { require, folder }
  }
  return null
}

function explainFailure(error: unknown, packageName: string, folder: string): Message {
  const reason = error instanceof Error ? error.message : String(error)
  const values = { package: packageName, folder }
  if (/native addon module .* can not be found/s.test(reason)) return { code: 'engine.tfjsNoBinding', values }
  const [firstLine = ''] = reason.split('\n')
  return { code: 'engine.tfjsLoadFailed', values: { ...values, reason: firstLine } }
}

/** tfjs-node 4.22 calls functions of node:util that Node.js 23 took away. */
function restoreRemovedUtilities(): void {
  const removed = {
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
    isArray: Array.isArray,
  }
  for (const [name, replacement] of Object.entries(removed)) {
    if (!(name in util)) Object.assign(util, { [name]: replacement })
  }
}
