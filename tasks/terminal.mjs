// @ts-check
import { spawn } from 'node:child_process'
import { root } from './aliases.mjs'

/**
 * Where progress goes. The command line moves it to stderr, because its stdout belongs to its answer.
 * @type {NodeJS.WriteStream}
 */
let progress = process.stdout

/** @param {NodeJS.WriteStream} stream */
export function speakOn(stream) {
  progress = stream
}

/** @param {string} text */
export function say(text) {
  progress.write(`${text}\n`)
}

/** @param {string} title */
export function heading(title) {
  const line = `== ${title} `.padEnd(72, '=')
  say(`\n${progress.isTTY ? `\x1b[1m${line}\x1b[0m` : line}`)
}

/** An expected failure: its message is a sentence for the person at the terminal, no stack trace is printed. */
export class TaskError extends Error {}

/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set()
const endings = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

let isEnding = false

/** @param {NodeJS.Signals} signal */
function endWithChildren(signal) {
  isEnding = true
  for (const child of children) child.kill(signal)
  // Children get a moment to end by themselves, so that nothing half-written is left.
  setTimeout(() => process.exit(1), 5000)
}

// Only while a child runs: the command line has its own answer to an interrupt.
/** @param {import('node:child_process').ChildProcess} child */
function adopt(child) {
  if (children.size === 0) for (const signal of endings) process.on(signal, endWithChildren)
  children.add(child)
}

/** @param {import('node:child_process').ChildProcess} child */
function release(child) {
  children.delete(child)
  // Whoever waited for the child must not go on to the next step.
  if (isEnding && children.size === 0) process.exit(1)
  if (children.size === 0) for (const signal of endings) process.off(signal, endWithChildren)
}

/**
 * @typedef {object} RunOptions
 * @property {NodeJS.ProcessEnv} [env] added to this process's environment
 * @property {string} [cwd] the repository by default
 * @property {boolean} [quiet] keep the output and show it only on failure
 * @property {AbortSignal} [signal] ends the program
 */

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string }>} `output` is empty unless `quiet`
 */
export function run(command, args, options = {}) {
  const { env = {}, cwd = root, quiet = false, signal } = options
  // On Windows npm is a .cmd file, which only a shell can start.
  const shell = process.platform === 'win32' && command === 'npm'
  const shown = progress === process.stdout ? 'inherit' : progress
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      shell,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['inherit', shown, 'inherit'],
    })
    adopt(child)
    let output = ''
    const end = () => child.kill('SIGKILL')
    signal?.addEventListener('abort', end)
    child.stdout?.on('data', (chunk) => {
      output += chunk
    })
    child.stderr?.on('data', (chunk) => {
      output += chunk
    })
    const done = () => {
      signal?.removeEventListener('abort', end)
      release(child)
    }
    child.on('error', (error) => {
      done()
      reject(new TaskError(`"${command}" could not be started: ${error.message}`))
    })
    child.on('close', (code) => {
      done()
      resolve({ code: code ?? 1, output })
    })
  })
}

/**
 * Says what is going on every ten seconds until `work` is done, so that a quiet download does not look like a hang.
 * @template T
 * @param {string} title
 * @param {Promise<T>} work
 * @param {() => string} [detail]
 * @returns {Promise<T>}
 */
export async function withHeartbeat(title, work, detail = () => '') {
  const startedAt = Date.now()
  const timer = setInterval(() => {
    const extra = detail()
    say(`   ${title}: ${Math.round((Date.now() - startedAt) / 1000)} s${extra ? `, ${extra}` : ''}`)
  }, 10_000)
  try {
    return await work
  } finally {
    clearInterval(timer)
  }
}

/**
 * Runs a task's main function and turns its end into an exit code.
 * @param {() => Promise<number | void>} main
 */
export async function runTask(main) {
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    const known = error instanceof TaskError
    process.stderr.write(`${known ? error.message : error instanceof Error ? error.stack : error}\n`)
    process.exitCode = 1
  }
}
