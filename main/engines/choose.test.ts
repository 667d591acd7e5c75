import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { EngineId, EngineReport } from '#shared/contract/engines.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { drawChain } from '#shared/zoo/network.ts'
import { createChoiceMemory } from './choice-memory.ts'
import { chooseDevice } from './choose.ts'
import type { Engine, TrainingPlan, TrainingSession } from './engine.ts'
import { trialBatchSize } from './time-devices.ts'

const found = (engine: EngineId, device: string, isReference = false, isEmulated = false): EngineReport => ({
  isUsable: true,
  isReference,
  isEmulated,
  device: { engine, device, name: device },
})
const missing = (engine: EngineId, device: string): EngineReport => ({
  isUsable: false,
  engine,
  device,
  reason: { code: 'engine.tfjsNotInstalled', values: { package: `package-of-${device}` } },
})

function engineWith(id: EngineId, ...reports: EngineReport[]): Engine {
  return { id, probe: async () => reports, open: () => Promise.reject(new Error('not opened here')) }
}

const reference = found('tfjs', 'cpu', true)

async function choose(choice: 'auto' | 'onnx' | 'tfjs', ...engines: Engine[]): Promise<string> {
  const { engine, device } = await chooseDevice(choice, engines)
  expect(device.engine).toBe(engine.id)
  return `${device.engine}/${device.device}`
}

describe('chooseDevice', () => {
  it('prefers the card in tfjs, then onnx, then libtensorflow, then the reference', async () => {
    const onnx = engineWith('onnx', found('onnx', 'cpu'))
    const tfjs = (...reports: EngineReport[]) => engineWith('tfjs', reference, ...reports)
    expect(await choose('auto', onnx, tfjs(found('tfjs', 'node-cpu'), found('tfjs', 'node-gpu')))).toBe('tfjs/node-gpu')
    expect(await choose('auto', tfjs(found('tfjs', 'node-cpu')), onnx)).toBe('onnx/cpu')
    const noOnnx = engineWith('onnx', missing('onnx', 'cpu'))
    expect(await choose('auto', noOnnx, tfjs(found('tfjs', 'node-cpu')))).toBe('tfjs/node-cpu')
    expect(await choose('auto', noOnnx, tfjs(missing('tfjs', 'node-cpu')))).toBe('tfjs/cpu')
  })

  it('takes the device that the environment names, unless it failed', async () => {
    vi.stubEnv('LAYERLOOM_DEVICE', 'tfjs/webgpu')
    const onnx = engineWith('onnx', found('onnx', 'cpu'))
    const tfjs = engineWith('tfjs', reference, found('tfjs', 'webgpu', false, true))
    expect(await choose('auto', onnx, tfjs)).toBe('tfjs/webgpu')
    const { device } = await chooseDevice('auto', [onnx, tfjs], { excluded: new Set(['tfjs/webgpu']) })
    expect(device.device).toBe('cpu')
    vi.unstubAllEnvs()
    expect(await choose('auto', onnx, tfjs)).toBe('onnx/cpu')
  })

  it('stays with the engine that was asked for', async () => {
    const onnx = engineWith('onnx', missing('onnx', 'cuda'), found('onnx', 'cpu'))
    const tfjs = engineWith('tfjs', reference, found('tfjs', 'node-gpu'))
    expect(await choose('onnx', onnx, tfjs)).toBe('onnx/cpu')
    const emulated = engineWith('onnx', found('onnx', 'webgpu', false, true), found('onnx', 'cpu'))
    expect(await choose('onnx', emulated)).toBe('onnx/cpu')
    expect(await choose('tfjs', onnx, engineWith('tfjs', reference, missing('tfjs', 'node-gpu')))).toBe('tfjs/cpu')
  })

  it('says why in both languages when it cannot', async () => {
    const onnx = engineWith('onnx', missing('onnx', 'cpu'), missing('onnx', 'cuda'))
    const tfjs = engineWith('tfjs', reference)
    const refusal = await chooseDevice('onnx', [onnx, tfjs]).catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: 'engine.notUsable', values: { engine: 'onnx' } })
    expect(String(refusal)).toMatch(/package-of-cpu is not installed.*package-of-cuda is not installed/s)
    expect(refusal).toMatchObject({ values: { reasonsZh: expect.stringContaining('未安装 package-of-cuda') } })
    await expect(chooseDevice('auto', [onnx])).rejects.toMatchObject({ code: 'engine.noneUsable' })
  })
})

const document = drawChain('timed', [8, 8, 1], [['Flatten'], ['Dense', { units: 3, activation: 'softmax' }]])
const graph = checkGraph(document)
const { loss, optimizer } = document.training
const plan: TrainingPlan = { graph, loss, optimizer, seed: 1, threads: 1 }

interface Trial {
  batches: number[]
  opened: number
  disposed: number
}

/** An engine whose steps take so many milliseconds; Infinity: that fails. */
function engineTaking(id: EngineId, device: string, stepMs: number, trial: Trial): Engine {
  return {
    ...engineWith(id, found(id, device)),
    async open(opened) {
      expect(opened).toBe(plan)
      trial.opened += 1
      return {
        async trainStep({ count, pixels, labels }) {
          expect([pixels.length, labels.length, Math.max(...labels)]).toEqual([count * 64, count, 2])
          if (stepMs === Number.POSITIVE_INFINITY) throw new Error('out of memory')
          trial.batches.push(count)
          await new Promise((resolve) => setTimeout(resolve, stepMs))
          return { loss: 1, correct: 0 }
        },
        async dispose() {
          trial.disposed += 1
        },
      } as TrainingSession
    },
  }
}

const newTrial = (): Trial => ({ batches: [], opened: 0, disposed: 0 })

describe('the fastest device', () => {
  const context = { plan, batchSize: 16 }

  it('is found by a few steps on each, with the batch of the run', async () => {
    const [card, processor] = [newTrial(), newTrial()]
    const engines = [engineTaking('onnx', 'webgpu', 30, card), engineTaking('tfjs', 'node-cpu', 2, processor)]
    const startedAt = performance.now()
    const { device, notice } = await chooseDevice('auto', [...engines, engineWith('tfjs', reference)], context)
    expect(performance.now() - startedAt).toBeLessThan(2500)
    expect(device.device).toBe('node-cpu')
    expect(notice).toMatchObject({ code: 'engine.slowerHere', values: { device: 'webgpu', chosen: 'node-cpu' } })
    for (const { batches, opened, disposed } of [card, processor]) {
      expect([opened, disposed]).toEqual([1, 1])
      expect(batches.length).toBeGreaterThan(1)
      expect(new Set(batches)).toEqual(new Set([16]))
    }
    const swapped = [engineTaking('onnx', 'webgpu', 1, newTrial()), engineTaking('tfjs', 'node-cpu', 20, newTrial())]
    expect(await chooseDevice('auto', swapped, context)).toMatchObject({ device: { device: 'webgpu' }, notice: null })
  })

  it('is not looked for where there is one alone', async () => {
    const trial = newTrial()
    await chooseDevice('auto', [engineTaking('onnx', 'cpu', 1, trial), engineWith('tfjs', reference)], context)
    expect(trial.opened).toBe(0)
  })

  it('is never one that fails, and that is said', async () => {
    const engines = [
      engineTaking('onnx', 'webgpu', Number.POSITIVE_INFINITY, newTrial()),
      engineTaking('tfjs', 'node-cpu', 1, newTrial()),
    ]
    const { device, notice } = await chooseDevice('auto', engines, context)
    expect(device.device).toBe('node-cpu')
    expect(notice).toMatchObject({ code: 'engine.failedHere', values: { device: 'webgpu' } })
    const excluded = new Set(['tfjs/node-cpu'])
    expect((await chooseDevice('auto', engines, { ...context, excluded })).device.device).toBe('webgpu')
  })

  it('is remembered by devices, size of network and batch, in a file that may be damaged', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'layerloom-choice-'))
    try {
      const file = path.join(folder, 'new', 'devices.json')
      const trials = [newTrial(), newTrial()] as const
      const engines = [engineTaking('onnx', 'webgpu', 1, trials[0]), engineTaking('tfjs', 'node-cpu', 20, trials[1])]
      const ask = (batchSize: number) =>
        chooseDevice('auto', engines, { plan, batchSize, memory: createChoiceMemory(file) })
      expect((await ask(16)).device.device).toBe('webgpu')
      expect((await ask(16)).device.device).toBe('webgpu')
      expect(trials.map(({ opened }) => opened)).toEqual([1, 1])
      await ask(8)
      expect(trials.map(({ opened }) => opened)).toEqual([2, 2])
      expect(Object.keys(JSON.parse(await readFile(file, 'utf8')).choices)).toHaveLength(2)
      await writeFile(file, '{"version":1,')
      expect((await ask(16)).device.device).toBe('webgpu')
      expect(trials[0].opened).toBe(3)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('is tried with fewer pictures where a step would take seconds', () => {
    const heavy = { graph: { ...graph, totals: { ...graph.totals, flops: 4e9 } } }
    expect(trialBatchSize(heavy, 128)).toBe(5)
    expect(trialBatchSize({ graph }, 128)).toBe(128)
  })
})
