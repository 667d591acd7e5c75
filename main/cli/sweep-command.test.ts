import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { printDocument } from '#shared/document/parse.ts'
import type { CoreParts } from '../core-service.ts'
import { createLinearEngine, type LinearEngineOptions, linearDevice } from '../runs/testing/linear-engine.ts'
import { smallDocument } from '../runs/testing/run-fixture.ts'
import { runCli } from './run-cli.ts'
import { readTime } from './sweep-options.ts'
import { createFakeTerminal } from './testing/fake-terminal.ts'

let folder: string
let file: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'layerloom-cli-sweep-'))
  file = path.join(folder, 'small.loom')
  await writeFile(file, printDocument(smallDocument()))
})
afterAll(() => rm(folder, { recursive: true }))

function partsWith(options: LinearEngineOptions = {}): CoreParts {
  const engine = createLinearEngine(options)
  return {
    engines: [engine],
    chooseDevice: async () => ({ engine, device: linearDevice }),
    saveModel: async () => ({ files: [], check: null }),
  }
}

async function sweep(args: string[], parts = partsWith(), terminal = createFakeTerminal()) {
  const code = await runCli(['sweep', file, ...args], parts, terminal, '1.2.3')
  return { code, terminal, output: terminal.output(), errors: terminal.errors() }
}

describe('layerloom sweep', () => {
  it('prints the plan, a line for each training, the table with the best first, and the front', async () => {
    const args = ['--vary', 'conv2d-1.filters=2,4', '--vary', 'training.learningRate=1e-5,0.03', '--epochs', '2']
    const { code, output, errors } = await sweep(args)
    expect(code).toBe(0)
    expect(output).toMatch(/^Sweep of small: 4 trainings, at most 8 epochs in all\./)
    expect(output.match(/^filters \d, learningRate \S+, seed 1: 2\/2 {2}val\. accuracy/gm)).toHaveLength(4)
    const rows = output.split('\n').filter((line) => / done /.test(line))
    expect(rows).toHaveLength(4)
    expect(rows[0]).toContain('0.03')
    // The smallest network is always on the front, with its best rate.
    expect(rows.find((row) => row.startsWith('*'))).toMatch(/^\* +2 +0\.03/)
    expect(errors).toMatch(/Without a validation split the test pictures choose/)
    expect(output).not.toMatch(/undefined|NaN|\{\{/)
  })

  it('--json prints one object and nothing else', async () => {
    const { code, output, errors } = await sweep(['--vary', 'conv2d-1.filters=2,4', '--seeds', '2', '--json'])
    expect([code, errors]).toEqual([0, ''])
    const result = JSON.parse(output)
    expect(result).toMatchObject({ name: 'small', state: 'done', axes: ['conv2d-1.filters'], objective: 'valAccuracy' })
    expect(result.trials.map(({ values, seed }: { values: number[]; seed: number }) => [...values, seed])).toEqual([
      [2, 1],
      [4, 1],
      [2, 2],
      [4, 2],
    ])
    expect(result.front.length).toBeGreaterThan(0)
  })

  it('halves: the best go on, without a record too', async () => {
    const args = ['--vary', 'training.learningRate=1e-6,1e-5,0.03', '--strategy', 'halving', '--no-record', '--json']
    const result = JSON.parse((await sweep(args)).output)
    expect(result.trials.map(({ state, epoch }: { state: string; epoch: number }) => [state, epoch])).toEqual([
      ['dropped', 1],
      ['dropped', 1],
      ['done', 3],
    ])
    expect(result.best).toBe(2)
  })

  it('says of what is impossible why, and trains the rest', async () => {
    const { code, output, errors } = await sweep(['--vary', 'conv2d-1.kernelSize=3x3,31x31', '--epochs', '1'])
    expect(code).toBe(0)
    expect(errors).toMatch(/^kernelSize 31x31: .*31/m)
    expect(output).toMatch(/31x31 +1 +impossible/)
  })

  it('speaks Chinese', async () => {
    const terminal = createFakeTerminal('zh-CN')
    const { output } = await sweep(['--vary', 'conv2d-1.filters=2', '--epochs', '1'], partsWith(), terminal)
    expect(output).toMatch(/^small 的参数扫描：1 次训练，合计最多 1 轮。/)
    expect(output).toContain('完成')
  })

  it('ends cleanly at Ctrl-C and prints what there is', async () => {
    const terminal = createFakeTerminal()
    let steps = 0
    const onStep = () => {
      steps += 1
      if (steps === 15) terminal.interrupt()
      return undefined
    }
    const { code, output } = await sweep(['--vary', 'training.seed=1,2,3'], partsWith({ onStep }), terminal)
    expect(code).toBe(130)
    expect(output).toMatch(/ stopped +1 /)
    expect(output.match(/ skipped +0 /g)).toHaveLength(2)
  })

  it.each([
    [['--vary', 'conv2d-7.filters=8'], /There is no layer “conv2d-7”/],
    [['--vary', 'conv2d-1.filters'], /does not say what to vary/],
    [['--strategy', 'grid', '--eta', '3'], /--eta/],
    [['--budget', 'soon'], /--budget takes a time/],
    [['--strategy', 'best'], /grid, random, halving/],
    [['--vary', 'conv2d-1.filters=0'], /filters/],
  ])('%j is refused', async (args, text) => {
    const { code, errors } = await sweep(args)
    expect(code).not.toBe(0)
    expect(errors).toMatch(text)
  })

  it('reads times', () => {
    expect(['90', '90s', '1.5m', '2h'].map(readTime)).toEqual([90, 90, 90, 7200])
    expect(() => readTime('0s')).toThrow(expect.objectContaining({ code: 'cli.notTime' }))
  })
})
