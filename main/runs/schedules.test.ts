import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Schedule, scheduleSchema } from '#shared/document/schedules.ts'
import type { TrainingSettings } from '#shared/document/schema.ts'
import { learningRateAt, planRates } from '#shared/training/learning-rate.ts'
import { createLinearEngine } from './testing/linear-engine.ts'
import { joinRunFixture, smallDocument } from './testing/run-fixture.ts'

let directory = ''
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'layerloom-schedules-'))
})
afterEach(() => rm(directory, { recursive: true, force: true }))

/** A run, and the rate that each of its steps had. */
async function runWith(settings: Partial<TrainingSettings>, name = 'run') {
  const rates: number[] = []
  let rate = Number.NaN
  const engine = createLinearEngine({
    onOpen(session) {
      const { setLearningRate, trainStep } = session
      session.setLearningRate = (next) => {
        rate = next
        return setLearningRate(next)
      }
      session.trainStep = (batch) => {
        rates.push(rate)
        return trainStep(batch)
      }
    },
  })
  const run = joinRunFixture(engine, path.join(directory, name))
  await run.service.startRun({ document: smallDocument(settings), resumeFrom: null })
  await run.service.ended()
  const epochs = run.service.currentRun({})?.epochs ?? []
  await run.service.dispose()
  return { rates, epochs }
}

const cosine: Schedule = scheduleSchema.parse({ kind: 'cosine' })

describe('a schedule', () => {
  it('gives each step its rate, and each epoch tells that of its last', async () => {
    const { rates, epochs } = await runWith({ schedule: cosine, warmupEpochs: 0.5 })
    const plan = planRates(smallDocument({ schedule: cosine, warmupEpochs: 0.5 }).training, 10)
    expect(rates).toEqual(Array.from({ length: 30 }, (_, step) => learningRateAt(plan, step)))
    expect(epochs.map(({ learningRate }) => learningRate)).toEqual([rates[9], rates[19], rates[29]])
  })

  it('steers the training: a rate that falls to nothing moves no weights', async () => {
    const stop = scheduleSchema.parse({ kind: 'piecewise', boundaries: [1], factor: 1e-6 })
    const { epochs } = await runWith({ schedule: stop })
    const [first, second, third] = epochs.map(({ valLoss }) => valLoss)
    expect(second).toBeCloseTo(first ?? 0, 4)
    expect(third).toBeCloseTo(first ?? 0, 4)
  })

  it('lowers the rate at a plateau', async () => {
    const schedule = scheduleSchema.parse({ kind: 'plateau', patience: 1, factor: 0.5, minDelta: 1000 })
    const { epochs } = await runWith({ schedule, epochs: 4 })
    expect(epochs.map(({ learningRate }) => learningRate)).toEqual([0.01, 0.01, 0.005, 0.0025])
  })
})
