import { createRequire } from 'node:module'
import { sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type sharp from 'sharp'
import { LoomError } from '#shared/messages/loom-error.ts'

export type Sharp = typeof sharp

let loaded: Sharp | null = null

/** What is read of the kinds that sharp knows: not those that run scripts, or read other files. */
const loaders = ['PngBuffer', 'JpegBuffer', 'WebpBuffer', 'NsgifBuffer'].map((kind) => `VipsForeignLoad${kind}`)

/**
 * The decoder of pictures, loaded when it is first needed.
 * @throws LoomError data.decoderMissing
 */
export function loadSharp(): Sharp {
  loaded ??= requireSharp()
  return loaded
}

function requireSharp(): Sharp {
  // Its threads are started from files, which cannot lie within Electron's archive.
  const here = fileURLToPath(import.meta.url).replace(`app.asar${sep}`, `app.asar.unpacked${sep}`)
  const load = () => createRequire(here)('sharp') as Sharp
  try {
    const found = process.versions.electron && process.platform === 'linux' ? withoutNative(load) : load()
    found.block({ operation: ['VipsForeignLoad'] })
    found.unblock({ operation: loaders })
    // Pictures are decoded side by side, each on one thread, and never twice.
    found.concurrency(1)
    found.cache(false)
    return found
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
    throw new LoomError('data.decoderMissing', { reason }, { cause: error })
  }
}

/**
 * On Linux, Electron brings a GLib of its own, with which sharp's native build crashes (sharp.pixelplumbing.com/install): where
 * that cannot be loaded sharp takes its build for WebAssembly.
 */
function withoutNative(load: () => Sharp): Sharp {
  const { dlopen } = process
  process.dlopen = () => {
    throw new Error('native builds are not for Electron on Linux')
  }
  try {
    return load()
  } finally {
    process.dlopen = dlopen
  }
}
