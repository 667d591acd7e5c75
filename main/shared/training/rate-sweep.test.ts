import { describe, expect, it } from 'vitest'
import {
  addSweepStep,
  isExploded,
  roundRate,
  type SweepPoint,
  suggestRate,
  sweepRate,
  sweepSteps,
} from './rate-sweep.ts'

/** The sweep over a made-up landscape. */
function sweep(lossOf: (rate: number) => number): SweepPoint[] {
  let points: SweepPoint[] = []
  for (let step = 0; step < sweepSteps && !isExploded(points); step += 1) {
    points = addSweepStep(points, sweepRate(step), lossOf(sweepRate(step)))
  }
  return points
}

/** Falls around 1e-3 from 2.3 to 0.3, and explodes above 0.3. */
const usual = (rate: number) => 0.3 + 2 / (1 + (rate / 1e-3) ** 1.5) + (rate / 0.3) ** 3

describe('a sweep of learning rates', () => {
  it('goes up by the same factor in each step', () => {
    expect(sweepRate(0)).toBeCloseTo(1e-6, 15)
    expect(sweepRate(sweepSteps - 1)).toBeCloseTo(10, 9)
    expect(sweepRate(51) / sweepRate(50)).toBeCloseTo(sweepRate(1) / sweepRate(0), 9)
  })

  it('smooths without a pull to zero: a loss that stays is told as it is', () => {
    for (const { smooth } of sweep(() => 2.3)) expect(smooth).toBeCloseTo(2.3, 9)
    const two = addSweepStep(addSweepStep([], 1, 1), 1, 2)
    // (0.9 · 0.1 · 1 + 0.1 · 2) / (1 - 0.9²)
    expect(two[1]?.smooth).toBeCloseTo(0.29 / 0.19, 12)
  })

  it('ends when the loss explodes', () => {
    const points = sweep(usual)
    expect(points.length).toBeLessThan(sweepSteps)
    expect(points.length).toBeGreaterThan(60)
    expect(isExploded(addSweepStep(points.slice(0, 5), 1, Number.NaN))).toBe(true)
    expect(isExploded(sweep(() => 2.3))).toBe(false)
  })

  it('suggests where the loss falls fastest', () => {
    const found = suggestRate(sweep(usual))
    expect(found?.method).toBe('steepest')
    expect(found?.rate).toBeGreaterThan(5e-4)
    expect(found?.rate).toBeLessThan(5e-3)
  })

  it('suggests a tenth of the least loss where the fall is just before the explosion', () => {
    const cliff = (rate: number) => (rate < 0.05 ? 2.3 : rate < 0.3 ? 0.5 : 99)
    const found = suggestRate(sweep(cliff))
    expect(found?.method).toBe('tenth')
    expect(found?.rate).toBeLessThan(0.05)
  })

  it('suggests nothing where nothing is learned, or all is broken', () => {
    expect(suggestRate(sweep(() => 2.3))).toBeNull()
    expect(suggestRate(sweep(() => Number.NaN))).toBeNull()
    expect(suggestRate([])).toBeNull()
  })

  it('rounds to what people type', () => {
    expect(roundRate(0.0012589)).toBe(0.0013)
  })
})
