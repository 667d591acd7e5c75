// @ts-check
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { root } from './aliases.mjs'

const inVenv = process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python3']
export const venvPython = path.join(root, '.venv', ...inVenv)

/** @returns {string | undefined} a Python that has PyTorch: the checkout's own, or the system's */
export function pythonWithTorch() {
  const candidates = [...(existsSync(venvPython) ? [venvPython] : []), 'python3', 'python', '/usr/bin/python3']
  return candidates.find((python) => spawnSync(python, ['-c', 'import torch'], { stdio: 'ignore' }).status === 0)
}
