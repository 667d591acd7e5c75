import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seededRandom } from '../datasets/random.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** Within the checkout, where the packages are found. */
const built = path.join(root, 'node_modules', '.cache', 'layerloom-killed-host')
const seed = Number(process.env.LAYERLOOM_SEED ?? Date.now() % 2 ** 31)
const kills = 8

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'layerloom-killed-'))
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const host = path.join(root, 'main', 'runs', 'testing', 'killed-host.ts')
  const options = ['build', '--ssr', host, '--outDir', built, '--emptyOutDir', '--logLevel', 'warn']
  execFileSync(process.execPath, [vite, ...options], { cwd: root, stdio: 'inherit' })
}, 60_000)
afterAll(async () => {
  await rm(directory, { recursive: true, force: true })
  await rm(built, { recursive: true, force: true })
})

/** A process of its own that trains in the folder; what it has printed so far, and when it is gone. */
function startHost(folder: string) {
  const child = spawn(process.execPath, [path.join(built, 'killed-host.mjs'), path.join(directory, folder)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  return { child, ended, output: () => output }
}

function resultIn(output: string): unknown {
  const line = output.split('\n').find((each) => each.startsWith('result '))
  return line === undefined ? undefined : JSON.parse(line.slice('result '.length))
}

async function untilStep(child: ChildProcess, output: () => string): Promise<void> {
  while (child.exitCode === null && !output().includes('step ')) await setTimeout(5)
}

describe('a run that is killed again and again', () => {
  it('ends with the weights, optimiser and figures of one that was not, bit by bit', async () => {
    console.info(`LAYERLOOM_SEED=${seed}`)
    const random = seededRandom(seed)
    const whole = startHost('whole')
    await whole.ended
    expect(resultIn(whole.output())).toHaveLength(4)

    const beginnings: string[] = []
    let result: unknown
    for (let kill = 0; kill < kills; kill += 1) {
      const { child, ended, output } = startHost('killed')
      await untilStep(child, output)
      await setTimeout(120 * random())
      child.kill('SIGKILL')
      await ended
      beginnings.push(output().split('\n')[0] ?? '')
      result = resultIn(output())
      if (result !== undefined) break
    }
    if (result === undefined) {
      const last = startHost('killed')
      await last.ended
      beginnings.push(last.output().split('\n')[0] ?? '')
      result = resultIn(last.output())
    }
    // Else the test would prove nothing.
    expect(beginnings).toContain('resumed within an epoch')
    expect(result).toEqual(resultIn(whole.output()))
  }, 120_000)
})
