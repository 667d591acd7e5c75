import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TrainingSettings, trainingSchema } from '#shared/document/schema.ts'
import type { NamedTensor } from '../engines/engine.ts'
import type { RunObserver } from './run-observer.ts'
import { createLinearEngine } from './testing/linear-engine.ts'
import { joinRunFixture, smallDocument } from './testing/run-fixture.ts'

let directory = ''
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'layerloom-endings-'))
})
afterEach(() => rm(directory, { recursive: true, force: true }))

async function runWith(settings: Partial<TrainingSettings>) {
  const atEpochs: NamedTensor[][] = []
  let final: NamedTensor[] = []
  let read = async (): Promise<NamedTensor[]> => []
  const engine = createLinearEngine({
    onOpen(session) {
      read = () => session.readWeights()
    },
  })
  const observer: RunObserver = {
    onEpoch: async () => void atEpochs.push(await read()),
    onEnd: async (ending) => {
      final = await ending.readWeights()
    },
  }
  const run = joinRunFixture(engine, directory, { observers: [observer] })
  const { training } = smallDocument(settings)
  await run.service.startRun({ document: smallDocument(trainingSchema.parse(training)), resumeFrom: null })
  await run.service.ended()
  const snapshot = run.service.currentRun({})
  await run.service.dispose()
  return { snapshot, atEpochs, final, epochs: snapshot?.epochs ?? [] }
}

describe('a run ends by itself', () => {
  it('when no epoch was better for long enough, and says so', async () => {
    const earlyStopping = { monitor: 'valLoss' as const, patience: 2, minDelta: 1000 }
    const { snapshot } = await runWith({ epochs: 9, earlyStopping })
    expect(snapshot?.epochs.length).toBe(3)
    expect(snapshot?.state).toMatchObject({
      phase: 'finished',
      wasStopped: false,
      reason: { code: 'run.noGain', values: { patience: 2, bestEpoch: 1 } },
    })
    expect(snapshot?.evaluation).not.toBeNull()
  })

  it('at the target', async () => {
    const { snapshot, epochs } = await runWith({ epochs: 9, stopAt: { monitor: 'loss', value: 1.5 } })
    expect(epochs.length).toBeLessThan(9)
    expect(epochs.slice(0, -1).every(({ loss }) => loss > 1.5)).toBe(true)
    expect(epochs.at(-1)?.loss).toBeLessThanOrEqual(1.5)
    expect(snapshot?.state).toMatchObject({ wasStopped: false, reason: { code: 'run.targetMet' } })
  })

  it('at its last epoch without a word', async () => {
    const earlyStopping = { monitor: 'valLoss' as const, patience: 2, minDelta: 1000 }
    const { snapshot } = await runWith({ epochs: 3, earlyStopping })
    expect(snapshot?.state).toEqual({ phase: 'finished', wasStopped: false, bestEpoch: expect.any(Number) })
  })
})

describe('the weights that are kept', () => {
  // With a rate so high that the losses jump about.
  const wild = { epochs: 6, optimizer: { kind: 'sgd' as const, learningRate: 0.6 } }

  it.each(['valLoss', 'valAccuracy', 'loss', 'accuracy'] as const)('are the best by %s', async (keptWeights) => {
    const { snapshot, atEpochs, final, epochs } = await runWith({ ...wild, keptWeights })
    const isHigh = keptWeights.toLowerCase().includes('accuracy')
    const values = epochs.map((epoch) => epoch[keptWeights])
    const best = values.indexOf(isHigh ? Math.max(...values) : Math.min(...values))
    expect(snapshot?.state).toMatchObject({ bestEpoch: best + 1 })
    expect(final).toEqual(atEpochs[best])
  })

  it('are the last ones when that was chosen', async () => {
    const { snapshot, atEpochs, final } = await runWith({ ...wild, keptWeights: 'last' })
    expect(snapshot?.state).toMatchObject({ bestEpoch: 6 })
    expect(final).toEqual(atEpochs[5])
    expect(snapshot?.evaluation?.testLoss).toBe(snapshot?.epochs[5]?.valLoss)
  })
})
