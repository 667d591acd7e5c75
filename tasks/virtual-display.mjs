// @ts-check
import { spawn } from 'node:child_process'
import { TaskError } from './terminal.mjs'

/**
 * Gives `work` a display: the one there is, or else an Xvfb of its own which is ended afterwards.
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withDisplay(work) {
  if (process.platform !== 'linux' || process.env.DISPLAY) return work({})
  const { child, display } = await startXvfb()
  const end = () => child.kill()
  process.once('exit', end)
  try {
    return await work({ DISPLAY: display })
  } finally {
    process.off('exit', end)
    end()
  }
}

/** @returns {Promise<{ child: import('node:child_process').ChildProcess, display: string }>} */
function startXvfb() {
  const args = ['-displayfd', '3', '-screen', '0', '2560x1600x24', '-nolisten', 'tcp', '-noreset']
  const child = spawn('Xvfb', args, {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  })
  return new Promise((resolve, reject) => {
    let errors = ''
    let number = ''
    child.stderr?.on('data', (chunk) => {
      errors += chunk
    })
    // Xvfb chooses a free display and writes its number here once it takes connections.
    child.stdio[3]?.on('data', (chunk) => {
      number += chunk
      if (number.includes('\n')) resolve({ child, display: `:${number.trim()}` })
    })
    child.on('error', (error) => reject(new TaskError(`Xvfb could not be started: ${error.message}`)))
    child.on('exit', (code) => reject(new TaskError(`Xvfb ended with code ${code}: ${errors.trim()}`)))
  })
}
