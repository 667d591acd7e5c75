import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

export interface Card {
  name: string
  /** A graphics card that the processor plays (SwiftShader, lavapipe, WARP): right, and slower than the processor itself. */
  isEmulated: boolean
}

/** PCI vendors of graphics cards. */
const vendors: Readonly<Record<string, string>> = {
  '0x10de': 'NVIDIA',
  '0x1002': 'AMD',
  '0x8086': 'Intel',
  '0x106b': 'Apple',
  '0x5143': 'Qualcomm',
}

/**
 * What people call the graphics card. ONNX Runtime does not tell which adapter it took, so the system is asked; of several
 * cards the first counts. Never throws.
 */
export async function findCard(): Promise<Card> {
  try {
    const named = /swiftshader|lvp_icd|lavapipe/i.exec(
      process.env.VK_DRIVER_FILES ?? process.env.VK_ICD_FILENAMES ?? '',
    )
    if (named) return { name: `${named[0].startsWith('l') ? 'lavapipe' : 'SwiftShader'}, Vulkan`, isEmulated: true }
    if (process.platform === 'linux') return await findOnLinux()
    if (process.platform === 'win32') return await findOnWindows()
    return { name: 'Metal GPU', isEmulated: false }
  } catch {
    return { name: 'GPU', isEmulated: false }
  }
}

async function findOnLinux(): Promise<Card> {
  const nvidia = '/proc/driver/nvidia/gpus'
  const [first] = existsSync(nvidia) ? await readdir(nvidia) : []
  if (first !== undefined) {
    const information = await readFile(`${nvidia}/${first}/information`, 'utf8')
    return { name: /^Model:\s*(.+)$/m.exec(information)?.[1] ?? 'NVIDIA GPU', isEmulated: false }
  }
  const folder = '/sys/class/drm'
  const cards = (await readdir(folder).catch(() => [])).filter((name) => /^(card|renderD)\d+$/.test(name))
  for (const card of cards) {
    const vendor = await readFile(`${folder}/${card}/device/vendor`, 'utf8').catch(() => '')
    const name = vendors[vendor.trim()]
    if (name !== undefined) return { name: `${name} GPU`, isEmulated: false }
  }
  // Windows' own Linux reaches the card through this.
  if (existsSync('/dev/dxg')) return { name: 'GPU (WSL)', isEmulated: false }
  return { name: 'Vulkan without a card', isEmulated: true }
}

async function findOnWindows(): Promise<Card> {
  const ask = '(Get-CimInstance Win32_VideoController | Select-Object -First 1).Name'
  const { stdout } = await promisify(execFile)('powershell', ['-NoProfile', '-Command', ask], {
    timeout: 10_000,
    windowsHide: true,
  })
  const name = stdout.trim() || 'GPU'
  return { name, isEmulated: /Microsoft Basic/i.test(name) }
}
