import { describe, expect, it } from 'vitest'
import { seededRandom } from '../random.ts'
import { drawBeta, drawMixture, mixPixels } from './mix-up.ts'

describe('Beta(α, α)', () => {
  // Its mean is 1/2, its variance 1 / (4·(2α + 1)).
  it.each([0.05, 0.2, 0.5, 1, 2, 10])('is drawn for α = %d', (alpha) => {
    const random = seededRandom(1)
    const values = Array.from({ length: 20_000 }, () => drawBeta(alpha, random))
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const variance = values.reduce((sum, value) => sum + (value - 0.5) ** 2, 0) / values.length
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.01)
    expect(variance / (1 / (4 * (2 * alpha + 1)))).toBeCloseTo(1, 1)
    expect(values.every((value) => value >= 0 && value <= 1)).toBe(true)
  })

  it('is a number, however small α is', () => {
    const random = seededRandom(2)
    for (let draw = 0; draw < 1000; draw += 1) expect(drawBeta(1e-4, random)).toBeGreaterThanOrEqual(0)
  })
})

describe('mixing pictures', () => {
  const order = Uint32Array.of(40, 41, 42, 43, 44)

  it('takes any picture of the epoch, and at least half of its own', () => {
    const mixtures = Array.from({ length: 2000 }, (_, index) => drawMixture(0.4, { seed: 1, epoch: 1, index }, order))
    for (const partner of order) {
      expect(Math.abs(mixtures.filter((mixture) => mixture.partner === partner).length - 400)).toBeLessThan(100)
    }
    expect(mixtures.every(({ share }) => share >= 0.5 && share <= 1 && share === Math.fround(share))).toBe(true)
    expect(drawMixture(0.4, { seed: 1, epoch: 1, index: 7 }, order)).toEqual(mixtures[7])
    expect(drawMixture(0.4, { seed: 1, epoch: 2, index: 7 }, order)).not.toEqual(mixtures[7])
  })

  it('adds them by their shares', () => {
    const pixels = Uint8Array.of(100, 200, 255, 1)
    mixPixels(pixels, Uint8Array.of(0, 100, 255, 0), Float32Array.of(0.75, 0.5))
    expect([...pixels]).toEqual([75, 175, 255, 1])
  })
})
