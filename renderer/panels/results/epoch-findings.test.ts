import { describe, expect, it } from 'vitest'
import type { EpochMetrics } from '#shared/contract/runs.ts'
import { bestEpoch, fallsBehind } from './epoch-findings.ts'

function epochs(rows: [loss: number, valLoss: number, valAccuracy?: number][]): EpochMetrics[] {
  return rows.map(([loss, valLoss, valAccuracy = 0.9], index) => ({
    epoch: index + 1,
    loss,
    accuracy: 0.9,
    valLoss,
    valAccuracy,
    learningRate: 0.01,
    seconds: 1,
  }))
}

describe('findings over epochs', () => {
  it('finds the best epoch, by loss among equals', () => {
    expect(bestEpoch([])).toBeUndefined()
    expect(
      bestEpoch(
        epochs([
          [1, 1, 0.8],
          [1, 0.9, 0.95],
          [1, 0.7, 0.95],
          [1, 0.8, 0.9],
        ]),
      )?.epoch,
    ).toBe(3)
  })

  it('tells over-fitting from noise and from training that goes on', () => {
    expect(
      fallsBehind(
        epochs([
          [0.5, 0.4],
          [0.4, 0.45],
          [0.3, 0.5],
          [0.2, 0.55],
        ]),
      ),
    ).toBe(true)
    expect(
      fallsBehind(
        epochs([
          [0.5, 0.4],
          [0.4, 0.45],
          [0.3, 0.44],
          [0.2, 0.55],
        ]),
      ),
    ).toBe(false)
    expect(
      fallsBehind(
        epochs([
          [0.5, 0.4],
          [0.4, 0.401],
          [0.3, 0.402],
          [0.2, 0.403],
        ]),
      ),
    ).toBe(false)
    expect(
      fallsBehind(
        epochs([
          [0.5, 0.4],
          [0.6, 0.5],
          [0.7, 0.6],
          [0.8, 0.7],
        ]),
      ),
    ).toBe(false)
    expect(
      fallsBehind(
        epochs([
          [0.5, 0.4],
          [0.4, 0.5],
        ]),
      ),
    ).toBe(false)
  })
})
