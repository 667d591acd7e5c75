// @ts-check
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

/** What @tensorflow/tfjs-node-gpu 4.22 needs besides itself. Each answers a sentence for people, or null where all is well. */

/**
 * libtensorflow for CUDA is made for these.
 * @param {{ platform: string, arch: string }} [machine]
 */
export function machineProblem({ platform, arch } = process) {
  if ((platform === 'linux' || platform === 'win32') && arch === 'x64') return null
  return `TensorFlow for CUDA is made for Linux and Windows on x64 processors, not for ${platform} on ${arch}.`
}

/**
 * Its prebuilt binding ends there.
 * @param {{ node: string }} [versions]
 */
export function nodeProblem({ node } = process.versions) {
  const major = Number(node.split('.')[0])
  if (major <= 20) return null
  return `Node.js ${node} is too new for its prebuilt binding, which ends at 20: install Node.js 20 and try again.`
}

export function cardProblem(ask = askDriver) {
  const found = ask()
  if (found === null) {
    return 'The driver of an NVIDIA card: nvidia-smi is not here. Install the driver from nvidia.com/drivers, or your system’s package.'
  }
  const [name = '', driver = ''] =
    found
      .split('\n')[0]
      ?.split(',')
      .map((part) => part.trim()) ?? []
  // CUDA 11.2's release notes, table 3.
  const least = process.platform === 'win32' ? 460.82 : 450.8
  if (Number.parseFloat(driver) >= least) return null
  return name === '' || driver === ''
    ? 'nvidia-smi finds no card: see that the card is there and its driver is loaded.'
    : `The driver ${driver} of ${name} is too old for CUDA 11.2, which needs ${least} or newer.`
}

function askDriver() {
  const args = ['--query-gpu=name,driver_version', '--format=csv,noheader']
  const { status, stdout } = spawnSync('nvidia-smi', args, { encoding: 'utf8', timeout: 20_000 })
  return status === 0 ? stdout : null
}

/** CUDA 11.2 and cuDNN 8.1, by the libraries that TensorFlow loads. */
const libraries = {
  linux: { cuda: ['libcudart.so.11.0', 'libcublas.so.11', 'libcufft.so.10'], cudnn: ['libcudnn.so.8'] },
  win32: { cuda: ['cudart64_110.dll', 'cublas64_11.dll', 'cufft64_10.dll'], cudnn: ['cudnn64_8.dll'] },
}

/**
 * @param {(name: string) => boolean} [isThere]
 * @returns {string[]}
 */
export function libraryProblems(isThere = finder()) {
  const { cuda, cudnn } = libraries[process.platform === 'win32' ? 'win32' : 'linux']
  const lacking = (/** @type {readonly string[]} */ names) => names.filter((name) => !isThere(name))
  const [noCuda, noCudnn] = [lacking(cuda), lacking(cudnn)]
  const where = process.platform === 'win32' ? 'no folder of PATH has it' : 'ldconfig does not know it'
  return [
    ...(noCuda.length > 0
      ? [`CUDA 11.2 (${noCuda.join(', ')}; ${where}): developer.nvidia.com/cuda-11.2.2-download-archive`]
      : []),
    ...(noCudnn.length > 0
      ? [`cuDNN 8.1 (${noCudnn.join(', ')}; ${where}): developer.nvidia.com/rdp/cudnn-archive`]
      : []),
  ]
}

/** @returns {(name: string) => boolean} */
function finder() {
  if (process.platform === 'win32') {
    const folders = (process.env.PATH ?? '').split(path.delimiter)
    return (name) => folders.some((folder) => folder !== '' && existsSync(path.join(folder, name)))
  }
  const candidates = ['ldconfig', '/sbin/ldconfig', '/usr/sbin/ldconfig']
  const known = candidates
    .map((program) => spawnSync(program, ['-p'], { encoding: 'utf8' }).stdout ?? '')
    .find((list) => list !== '')
  const named = (process.env.LD_LIBRARY_PATH ?? '').split(':')
  return (name) =>
    (known ?? '').includes(`\t${name} `) || named.some((folder) => folder !== '' && existsSync(path.join(folder, name)))
}
