// @ts-check
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { cacheDir } from '../electron/runtime/cache-dir.mjs'

/** The virtual environment of `npm run bench:setup`, outside the checkout. */
export const venvFolder = path.join(cacheDir(), 'bench-python')
const inVenv = process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python3']
export const venvPython = path.join(venvFolder, ...inVenv)

/**
 * @param {'torch' | 'tensorflow'} module
 * @returns {string | undefined} a Python that has it: the environment of ours, or the system's
 */
export function pythonWith(module) {
  const candidates = [...(existsSync(venvPython) ? [venvPython] : []), 'python3', 'python', '/usr/bin/python3']
  const script = `import importlib.util, sys; sys.exit(importlib.util.find_spec('${module}') is None)`
  return candidates.find((python) => spawnSync(python, ['-c', script], { stdio: 'ignore' }).status === 0)
}
