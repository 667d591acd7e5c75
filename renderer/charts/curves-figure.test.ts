import { describe, expect, it } from 'vitest'
import type { EpochMetrics } from '#shared/contract/runs.ts'
import { accuracyRange, averagePoints, type Curves, epochStep, lossRange } from './curves-figure.ts'

function curves(epochs: Partial<EpochMetrics>[], batches: { loss: number[]; accuracy: number[] }): Curves {
  const x = batches.loss.map((_, index) => index)
  return {
    batchLoss: { x, y: batches.loss },
    batchAccuracy: { x, y: batches.accuracy },
    epochs: epochs.map((epoch, index) => ({
      epoch: index + 1,
      loss: 1,
      accuracy: 0.5,
      valLoss: 1,
      valAccuracy: 0.5,
      learningRate: 0.01,
      seconds: 1,
      ...epoch,
    })),
    epochCount: 8,
  }
}

const first = { loss: [2.3, 1.5], accuracy: [0.1, 0.4] }

describe('ranges of the curves', () => {
  it('shows the first batches whole, and later the epochs', () => {
    const early = curves([{ loss: 0.6 }], first)
    expect(accuracyRange(early).range[0]).toBeLessThanOrEqual(0.1)
    expect(lossRange(early)).toEqual({ range: [0, expect.closeTo(2.645)] })
    const late = curves(
      [
        { loss: 0.4, valLoss: 0.3, accuracy: 0.88, valAccuracy: 0.91 },
        { loss: 0.2, valLoss: 0.2, accuracy: 0.95, valAccuracy: 0.95 },
      ],
      first,
    )
    expect(accuracyRange(late).range).toEqual([0.85, 1.005])
    expect(lossRange(late)).toEqual({ range: [0, expect.closeTo(0.46)] })
  })

  it('stands a loss that is no number and a run without a batch', () => {
    expect(lossRange(curves([], { loss: [Number.NaN, Number.POSITIVE_INFINITY], accuracy: [] }))).toEqual({
      rangemode: 'tozero',
    })
    expect(accuracyRange(curves([{ accuracy: Number.NaN }, {}], { loss: [], accuracy: [] })).range[0]).toBeCloseTo(0.45)
    expect(accuracyRange(curves([], { loss: [], accuracy: [] })).range).toEqual([0.95, 1.005])
  })
})

it('marks whole epochs only', () => {
  expect([1, 3, 8, 9, 30, 81, 400, 100_000].map(epochStep)).toEqual([1, 1, 1, 2, 5, 20, 50, 20_000])
})

it('averages batches only where there are many', () => {
  expect(averagePoints({ x: [1, 2, 3], y: [4, 6, 8] }, 3)).toEqual({ x: [1, 2, 3], y: [4, 6, 8] })
  expect(averagePoints({ x: [1, 2, 3, 4, 5], y: [4, 6, 8, 10, 1] }, 3)).toEqual({ x: [1.5, 3.5, 5], y: [5, 9, 1] })
})
