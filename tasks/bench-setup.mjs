// @ts-check
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { ensureDependencies } from './dependencies.mjs'
import { pythonWith, venvFolder, venvPython } from './python.mjs'
import { installPackages } from './system-libraries.mjs'
import { run, runTask, say, TaskError, withHeartbeat } from './terminal.mjs'

/** @typedef {{ title: string, module: 'torch' | 'tensorflow', requirements: string[], debian: string[] }} Peer */

/** @type {readonly Peer[]} */
const peers = [
  {
    title: 'PyTorch',
    module: 'torch',
    requirements: ['torch==2.13.0', 'numpy'],
    debian: ['python3', 'python3-torch', 'python3-numpy'],
  },
  {
    title: 'Keras on TensorFlow',
    module: 'tensorflow',
    // macOS has one package for all devices.
    requirements: [process.platform === 'darwin' ? 'tensorflow==2.21.0' : 'tensorflow-cpu==2.21.0'],
    debian: [],
  },
]

// npm run bench:setup: what the benchmark compares with, in an environment of its own.
await runTask(async () => {
  await ensureDependencies()
  const missing = []
  for (const peer of peers) {
    const python = await ensurePeer(peer)
    if (!python) missing.push(peer.title)
    else say(`${peer.title} ${versionOf(python, peer.module)} is ready in ${python}.`)
  }
  if (missing.length === 0) return
  throw new TaskError(
    `${missing.join(' and ')} could not be installed: "npm run bench" does without, or install it for python3 by hand.`,
  )
})

/** @param {Peer} peer */
async function ensurePeer({ title, module, requirements, debian }) {
  if (!pythonWith(module) && !(await installFromPyPi(title, requirements)) && debian.length > 0) {
    await installPackages(debian)
  }
  return pythonWith(module)
}

/**
 * @param {string} title
 * @param {readonly string[]} requirements
 */
async function installFromPyPi(title, requirements) {
  if (!(await ensureVenv())) return false
  say(`-- Installing ${title} from the Python package index into ${venvFolder}`)
  const args = ['-m', 'pip', 'install', '--disable-pip-version-check', '--quiet', '--retries', '1', '--timeout', '15']
  const pip = run(venvPython, [...args, ...requirements], { quiet: true })
  const { code } = await withHeartbeat('pip install', pip)
  if (code !== 0) say('   The Python package index could not be used.')
  return code === 0
}

async function ensureVenv() {
  if (existsSync(venvPython)) return true
  if (spawnSync('python3', ['-m', 'venv', '--help'], { stdio: 'ignore' }).status !== 0) return false
  const { code } = await run('python3', ['-m', 'venv', venvFolder], { quiet: true })
  return code === 0
}

/**
 * @param {string} python
 * @param {string} module
 */
function versionOf(python, module) {
  const script = `import ${module}; print(${module}.__version__)`
  return spawnSync(python, ['-c', script], { encoding: 'utf8' }).stdout.trim()
}
