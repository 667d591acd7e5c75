// @ts-check
import { existsSync, mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** Where Debian's chromium lies, which has a Vulkan driver that needs no graphics card. */
const chromium = '/usr/lib/chromium'
const driver = path.join(chromium, 'vk_swiftshader_icd.json')

/**
 * What a process needs to find SwiftShader as its graphics card, so that WebGPU can be tested without one. Empty where it is
 * not installed, or where the person has named a driver.
 * @returns {Record<string, string>}
 */
export function softwareVulkan() {
  const isNamed = process.env.VK_ICD_FILENAMES !== undefined || process.env.VK_DRIVER_FILES !== undefined
  if (process.platform !== 'linux' || isNamed || !existsSync(driver)) return {}
  // The loader of Vulkan lies there as well; Vulkan wants a folder for its run-time files.
  const libraries = [process.env.LD_LIBRARY_PATH, chromium].filter(Boolean).join(':')
  const runtime = process.env.XDG_RUNTIME_DIR ?? mkdtempSync(path.join(os.tmpdir(), 'layerloom-vulkan-'))
  return { VK_ICD_FILENAMES: driver, LD_LIBRARY_PATH: libraries, XDG_RUNTIME_DIR: runtime }
}
