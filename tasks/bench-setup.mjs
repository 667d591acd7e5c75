// @ts-check
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { root } from './aliases.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { pythonWithTorch, venvPython } from './python.mjs'
import { installPackages } from './system-libraries.mjs'
import { run, runTask, say, TaskError, withHeartbeat } from './terminal.mjs'

// npm run bench:setup: PyTorch, which the benchmark compares with.
await runTask(async () => {
  await ensureDependencies()
  if (!pythonWithTorch() && !(await installFromPyPi()))
    await installPackages(['python3', 'python3-torch', 'python3-numpy'])
  const python = pythonWithTorch()
  if (!python) {
    throw new TaskError(
      'PyTorch could not be installed. Install it for python3 by hand (see pytorch.org), then run "npm run bench".',
    )
  }
  const script = 'import torch; print(torch.__version__)'
  const { stdout } = spawnSync(python, ['-c', script], { encoding: 'utf8' })
  say(`PyTorch ${stdout.trim()} is ready in ${python}.`)
})

async function installFromPyPi() {
  if (spawnSync('python3', ['-m', 'venv', '--help'], { stdio: 'ignore' }).status !== 0) return false
  say('-- Installing PyTorch from the Python package index into .venv')
  const venv = await run('python3', ['-m', 'venv', path.join(root, '.venv')], { quiet: true })
  if (venv.code !== 0) return false
  const args = ['-m', 'pip', 'install', '--disable-pip-version-check', '--quiet', '--retries', '1', '--timeout', '15']
  const pip = run(venvPython, [...args, 'torch==2.13.0', 'numpy'], { quiet: true })
  const { code } = await withHeartbeat('pip install', pip)
  if (code !== 0) say('   The Python package index could not be used.')
  return code === 0
}
