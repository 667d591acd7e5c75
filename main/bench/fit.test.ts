import { describe, expect, it } from 'vitest'
import { fitLine } from './fit.ts'

describe('line fit', () => {
  it('finds a line that is there', () => {
    const fit = fitLine([8, 16, 256].map((x) => ({ x, y: 3 + 0.5 * x })))
    expect(fit.slope).toBeCloseTo(0.5)
    expect(fit.offset).toBeCloseTo(3)
    expect(fit.rSquared).toBeCloseTo(1)
    expect(fit.largestDeviation).toBeCloseTo(0)
  })

  it('says how far the points are off', () => {
    // The least squares through (0, 0), (1, 3), (2, 3) are 0.5 + 1.5 x: off by 0.5, 1 and 0.5 of 0.5, 2 and 3.5.
    const fit = fitLine([
      { x: 0, y: 0 },
      { x: 1, y: 3 },
      { x: 2, y: 3 },
    ])
    expect(fit.offset).toBeCloseTo(0.5)
    expect(fit.slope).toBeCloseTo(1.5)
    expect(fit.rSquared).toBeCloseTo(0.75)
    expect(fit.largestDeviation).toBeCloseTo(1)
  })

  it('sees a parabola for what it is', () => {
    expect(fitLine([4, 8, 16, 32, 64].map((x) => ({ x, y: x * x }))).rSquared).toBeLessThan(0.97)
  })

  it('refuses a single point', () => {
    expect(() => fitLine([{ x: 1, y: 1 }])).toThrow()
  })
})
