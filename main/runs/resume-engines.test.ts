import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { augmentationPresets } from '#shared/document/augmentation-presets.ts'
import { defaultOptimizer } from '#shared/document/optimizers.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { drawChain } from '#shared/zoo/network.ts'
import type { Engine } from '../engines/engine.ts'
import { engines } from '../engines/registry.ts'
import { joinRunFixture } from './testing/run-fixture.ts'

/** Dropout, batch statistics, Adam and pictures that are changed anew in each epoch: all that a checkpoint could forget. */
const chain = drawChain(
  'tiny',
  [28, 28, 3],
  [
    ['Conv2D', { filters: 3, strides: [4, 4], activation: 'relu' }],
    ['BatchNormalization'],
    ['Flatten'],
    ['Dropout', { rate: 0.25 }],
    ['Dense', { units: 9, activation: 'softmax' }],
  ],
  { epochs: 4, batchSize: 16, threads: 1, optimizer: defaultOptimizer('adam', 0.01) },
)
const document: LoomDocument = {
  ...chain,
  augmentation: { ...augmentationPresets.photos, mixup: 0.4 },
  data: { source: 'shapes', variant: 'both', train: 50, test: 18, seed: 1 },
}

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'layerloom-resume-'))
})
afterAll(() => rm(directory, { recursive: true }))

/** The engine, but its process dies before step `last`. */
function dyingEngine(engine: Engine, last: number): Engine {
  return {
    ...engine,
    probe: () => engine.probe(),
    async open(plan, device) {
      const session = await engine.open(plan, device)
      let step = 0
      const trainStep = session.trainStep.bind(session)
      session.trainStep = async (batch) => {
        step += 1
        if (step === last) throw new Error('gone')
        return trainStep(batch)
      }
      return session
    },
  }
}

async function train(engine: Engine, folder: string, resumeFrom: string | null) {
  const reports = await engine.probe()
  const device = reports.flatMap((report) => (report.isUsable ? [report.device] : []))[0]
  if (!device) throw new Error(`${engine.id} has no device here`)
  const { service } = joinRunFixture(engine, path.join(directory, folder), { device })
  const { runId } = await service.startRun({ document, resumeFrom })
  await service.ended()
  const snapshot = await service.currentRun({})
  await service.dispose()
  return { runId, snapshot }
}

describe.each(engines.map((engine) => [engine.id, engine] as const))('resuming on the engine %s', (id, engine) => {
  it('gives exactly the losses of a run without a break', async () => {
    const whole = await train(engine, `${id}-whole`, null)
    expect(whole.snapshot?.state.phase).toBe('finished')
    const cut = await train(dyingEngine(engine, 11), `${id}-cut`, null)
    expect(cut.snapshot?.state).toMatchObject({ phase: 'failed', error: { values: { reason: 'gone' } } })
    expect(cut.snapshot?.epochs.length).toBe(2)
    const resumed = await train(engine, `${id}-cut`, cut.runId)
    const numbers = (snapshot: typeof whole.snapshot) =>
      snapshot?.epochs.map(({ loss, accuracy, valLoss, valAccuracy }) => [loss, accuracy, valLoss, valAccuracy])
    expect(numbers(resumed.snapshot)).toEqual(numbers(whole.snapshot))
    expect(resumed.snapshot?.evaluation?.testLoss).toBe(whole.snapshot?.evaluation?.testLoss)
    expect(resumed.snapshot?.evaluation?.confusion).toEqual(whole.snapshot?.evaluation?.confusion)
  }, 60_000)
})
