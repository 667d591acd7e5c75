import { describe, expect, it } from 'vitest'
import { sweepFigure } from './sweep-figure.ts'

describe('the picture of a sweep', () => {
  it('goes along in powers of ten and stays within its frame', () => {
    const points = [2, 1, 0.5, 50].map((loss, at) => ({ rate: 10 ** (at - 4), loss, smooth: loss }))
    const figure = sweepFigure({ points, suggestion: { rate: 1e-3, method: 'tenth' }, hasExploded: true })
    expect(figure.suggested).toBeCloseTo(figure.width / 3)
    const numbers = (figure.path.match(/[\d.]+/g) ?? []).map(Number)
    expect(numbers.length).toBe(8)
    for (const [at, value] of numbers.entries()) {
      expect(value).toBeGreaterThanOrEqual(0)
      expect(value).toBeLessThanOrEqual(at % 2 === 0 ? figure.width : figure.height)
    }
  })

  it('stands where nothing was found', () => {
    expect(sweepFigure({ points: [], suggestion: null, hasExploded: false })).toMatchObject({
      path: '',
      suggested: null,
    })
    const points = [{ rate: 1e-6, loss: Number.NaN, smooth: Number.NaN }]
    expect(sweepFigure({ points, suggestion: null, hasExploded: true }).path).toBe('')
  })
})
