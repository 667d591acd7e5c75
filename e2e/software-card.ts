import { existsSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { LaunchOptions } from './fixtures.ts'

/**
 * How Electron is started with SwiftShader, which comes with it, as its graphics card; null where it has none. Chromium 114
 * has WebGPU on Linux only behind a switch.
 */
export async function softwareCard(): Promise<Pick<LaunchOptions, 'args' | 'env'> | null> {
  const { findElectron } = await import('../electron/runtime/find-electron.mjs')
  const driver = path.join(path.dirname(findElectron()?.executable ?? ''), 'vk_swiftshader_icd.json')
  if (process.platform !== 'linux' || !existsSync(driver)) return null
  // Vulkan wants a folder for its run-time files.
  const runtime = process.env.XDG_RUNTIME_DIR ?? (await mkdtemp(path.join(os.tmpdir(), 'layerloom-vulkan-')))
  return {
    args: [
      '--enable-unsafe-webgpu',
      '--enable-features=Vulkan',
      '--use-vulkan=swiftshader',
      '--use-angle=swiftshader',
      '--use-webgpu-adapter=swiftshader',
    ],
    env: { VK_ICD_FILENAMES: driver, XDG_RUNTIME_DIR: runtime },
  }
}
