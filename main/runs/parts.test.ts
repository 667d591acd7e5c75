import { describe, expect, it } from 'vitest'
import { openLocalFeed } from '../datasets/batch-feed.ts'
import { createBatches } from '../datasets/batches.ts'
import { samplesInMemory } from '../datasets/dataset.ts'
import { countingIndices } from '../datasets/random.ts'
import type { TrainingSession } from '../engines/engine.ts'
import { assess } from './assess.ts'
import { createBatchHistory } from './batch-history.ts'
import { evaluationBatchSize } from './prepare-run.ts'
import { createProgressMeter } from './progress-meter.ts'
import { packBatches, unpackBatches } from './run-record.ts'
import { serializeSession } from './serial-session.ts'

const point = (step: number) => ({ step, loss: step, accuracy: step / 1000 })

describe('batch history', () => {
  it('keeps all points of a short run', () => {
    const history = createBatchHistory([point(1)])
    history.add(point(2))
    expect(history.list()).toEqual([point(1), point(2)])
  })

  it('joins neighbours in a long one: bounded, in order, to the last step, with the same mean', () => {
    const history = createBatchHistory([], 100)
    for (let step = 1; step <= 12_800; step += 1) history.add(point(step))
    const points = history.list()
    expect(points.length).toBeLessThanOrEqual(100)
    expect(points.length).toBeGreaterThanOrEqual(50)
    expect(points.at(-1)?.step).toBe(12_800)
    expect(points.map(({ step }) => step)).toEqual(points.map(({ step }) => step).sort((a, b) => a - b))
    expect(points.reduce((sum, { loss }) => sum + loss, 0) / points.length).toBeCloseTo(6400.5)
  })

  it('travels in checkpoints', () => {
    const points = [point(1), point(2), { step: 3, loss: 0.5, accuracy: 0.25 }]
    const packed = packBatches(points)
    expect(packed.shape).toEqual([3, 3])
    expect(unpackBatches(packed)[2]).toEqual(points[2])
    expect(unpackBatches(undefined)).toEqual([])
  })
})

describe('progress', () => {
  it('measures speed and foretells the end, validations included', () => {
    const meter = createProgressMeter({ epochs: 3, stepsPerEpoch: 10, picturesPerEpoch: 310 })
    expect(meter.progress({ epoch: 1, stepInEpoch: 0, elapsedMs: 0 }).secondsLeft).toBeNull()
    for (let step = 0; step < 10; step += 1) meter.addStep({ pictures: 31, tookMs: 100, waitedMs: 5 })
    meter.addValidation(500)
    const progress = meter.progress({ epoch: 1, stepInEpoch: 10, elapsedMs: 1500 })
    expect(progress.imagesPerSecond).toBeCloseTo(310)
    expect(progress.dataWaitShare).toBeCloseTo(0.05)
    expect(progress.secondsLeft).toBeCloseTo(2 + 2 * 0.5)
    expect(progress.elapsedSeconds).toBe(1.5)
    expect(meter.progress({ epoch: 3, stepInEpoch: 10, elapsedMs: 1 }).secondsLeft).toBeCloseTo(0)
  })

  it('shows the speed of the last seconds, and the mean of all', () => {
    const meter = createProgressMeter({ epochs: 1, stepsPerEpoch: 200, picturesPerEpoch: 200 })
    for (let step = 0; step < 50; step += 1) meter.addStep({ pictures: 1, tookMs: 1000, waitedMs: 500 })
    for (let step = 0; step < 100; step += 1) meter.addStep({ pictures: 1, tookMs: 100, waitedMs: 0 })
    expect(meter.progress({ epoch: 1, stepInEpoch: 150, elapsedMs: 0 })).toMatchObject({
      imagesPerSecond: 10,
      dataWaitShare: 0,
    })
    expect(meter.meanSpeed()).toBeCloseTo(150 / 60)
    expect(meter.waitShare()).toBeCloseTo(25 / 60)
  })
})

describe('assessing', () => {
  const samples = samplesInMemory({ count: 5, pixels: new Uint8Array(5), labels: Uint8Array.of(0, 1, 2, 0, 1) })
  const feed = openLocalFeed({ train: samples, test: samples })
  const options = { batchSize: 2, isShuffled: false, seed: 1 }
  const batches = createBatches({ feed, split: 'test' }, countingIndices(5), options)
  const session: Pick<TrainingSession, 'evaluate'> = {
    async evaluate({ count, labels }) {
      const probabilities = new Float32Array(count * 3).fill(0.2)
      for (const [row, label] of labels.entries()) probabilities[row * 3 + (label === 2 ? 0 : label)] = 0.6
      const correct = labels.filter((label) => label !== 2).length
      return { loss: count, correct, counted: labels.length, probabilities }
    },
  }

  it('weighs batches by their size and keeps each prediction', async () => {
    const result = await assess(session, batches, { labelCount: 5, classCount: 3, breathe: async () => true })
    expect(result?.loss).toBeCloseTo((2 * 2 + 2 * 2 + 1) / 5)
    expect(result?.accuracy).toBeCloseTo(0.8)
    expect([...(result?.predicted ?? [])]).toEqual([0, 1, 0, 0, 1])
    expect(result?.probabilities[2]).toBeCloseTo(0.6)
    expect(result?.scores).toBeNull()
  })

  it('keeps what each class was given, in the order of the labels, where that is wanted', async () => {
    const options = { labelCount: 5, classCount: 3, keepsScores: true, breathe: async () => true }
    const result = await assess(session, batches, options)
    const wanted = [0, 1, 0, 0, 1].flatMap((best) => [0, 1, 2].map((place) => (place === best ? 0.6 : 0.2)))
    expect([...(result?.scores ?? [])]).toEqual(wanted.map((score) => expect.closeTo(score)))
  })

  it('weighs batches by their labels that count where some do not', async () => {
    const ignoring: typeof session = {
      async evaluate(batch) {
        const counted = batch.count - 1
        return { ...(await session.evaluate(batch)), correct: counted, counted }
      },
    }
    const result = await assess(ignoring, batches, { labelCount: 5, classCount: 3, breathe: async () => true })
    // The last batch has one label, and that does not count.
    expect(result?.loss).toBeCloseTo((2 + 2) / 2)
    expect(result?.accuracy).toBe(1)
  })

  it('ends early when told to', async () => {
    expect(await assess(session, batches, { labelCount: 5, classCount: 3, breathe: async () => false })).toBeNull()
  })

  it('takes batches that fit the memory', () => {
    expect(evaluationBatchSize(32, 50_000, 16 * 2 ** 30)).toBe(256)
    expect(evaluationBatchSize(1000, 50_000, 16 * 2 ** 30)).toBe(1000)
    expect(evaluationBatchSize(4, 100_000_000, 16 * 2 ** 30)).toBe(10)
    expect(evaluationBatchSize(4, 1e12, 16 * 2 ** 30)).toBe(4)
  })
})

describe('serial session', () => {
  it('lets one call through at a time, whatever fails, and none after it is disposed', async () => {
    let running = 0
    let most = 0
    const call = async (): Promise<never> => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setTimeout(resolve, 2))
      running -= 1
      throw new Error('no')
    }
    const disposed: string[] = []
    const inner = { readWeights: call, readOptimizer: call, dispose: async () => void disposed.push('yes') }
    const session = serializeSession(inner as unknown as TrainingSession)
    const results = await Promise.allSettled([session.readWeights(), session.readOptimizer(), session.readWeights()])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(most).toBe(1)
    await session.dispose()
    await expect(session.readWeights()).rejects.toThrow(/closed/)
    expect(disposed).toEqual(['yes'])
  })
})
