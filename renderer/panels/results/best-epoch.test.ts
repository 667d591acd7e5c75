import { describe, expect, it } from 'vitest'
import type { EpochMetrics } from '#shared/contract/runs.ts'
import { bestEpoch } from './best-epoch.ts'

function epochs(rows: [valLoss: number, valAccuracy: number][]): EpochMetrics[] {
  return rows.map(([valLoss, valAccuracy], index) => ({
    epoch: index + 1,
    loss: 1,
    accuracy: 0.9,
    valLoss,
    valAccuracy,
    learningRate: 0.01,
    seconds: 1,
  }))
}

describe('the best epoch', () => {
  it('is that of the highest validation accuracy, by loss among equals', () => {
    expect(bestEpoch([])).toBeUndefined()
    const found = bestEpoch(
      epochs([
        [1, 0.8],
        [0.9, 0.95],
        [0.7, 0.95],
        [0.8, 0.9],
      ]),
    )
    expect(found?.epoch).toBe(3)
  })
})
