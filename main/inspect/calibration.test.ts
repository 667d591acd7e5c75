import { describe, expect, it } from 'vitest'
import { calibrate } from './calibration.ts'

describe('calibration', () => {
  it('compares how sure the network is with how often it is right', () => {
    const probabilities = Float32Array.of(0.95, 0.95, 1, 0.5, 0.51, 0.52, 0.19)
    const found = calibrate(Uint8Array.of(0, 0, 1, 1, 1, 0, 0), { predicted: new Uint8Array(7), probabilities }, 2)
    // Of the last bin (14/15, 1]: 0.9667 sure, 2 of 3 right; of (7/15, 8/15]: 0.51 sure, 1 of 3; 0.19 is in (2/15, 3/15].
    expect(found?.bins.map(({ count }) => count)).toEqual([0, 0, 1, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 3])
    expect(found?.bins[14]).toEqual({ count: 3, confidence: expect.closeTo(2.9 / 3), accuracy: 2 / 3 })
    expect(found?.bins[7]).toEqual({ count: 3, confidence: expect.closeTo(0.51), accuracy: 1 / 3 })
    // (|2 − 2.9| + |1 − 1.53| + |1 − 0.19|) / 7
    expect(found?.error).toBeCloseTo(2.24 / 7)
  })

  it('is without error where the network is as often right as it says', () => {
    const probabilities = new Float32Array(4).fill(0.75)
    expect(calibrate(Uint8Array.of(0, 0, 0, 1), { predicted: new Uint8Array(4), probabilities }, 2)?.error).toBe(0)
  })

  it('leaves out labels of no class', () => {
    const one = { predicted: Uint8Array.of(1, 1), probabilities: Float32Array.of(1, 1) }
    expect(calibrate(Uint8Array.of(1, 255), one, 2)).toMatchObject({ error: 0 })
    expect(calibrate(Uint8Array.of(255, 255), one, 2)).toBeNull()
  })

  it('is not told of outputs that are no probabilities', () => {
    const predicted = new Uint8Array(1)
    for (const output of [3.5, -1, Number.NaN]) {
      expect(calibrate(predicted, { predicted, probabilities: Float32Array.of(output) }, 2)).toBeNull()
    }
  })
})
