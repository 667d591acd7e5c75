import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ParetoPoint, paretoFront } from './pareto.ts'

const front = (points: [number, number][]) =>
  paretoFront(points.map(([cost, gain]) => ({ cost, gain }))).map(({ cost, gain }) => [cost, gain])

describe('paretoFront', () => {
  it('has what nothing cheaper or as cheap beats, from the cheapest on', () => {
    expect(
      front([
        [30, 0.9],
        [10, 0.7],
        [20, 0.6],
        [40, 0.9],
        [10, 0.5],
      ]),
    ).toEqual([
      [10, 0.7],
      [30, 0.9],
    ])
  })

  it('keeps equals, and leaves out what is no number', () => {
    expect(
      front([
        [1, 0.5],
        [1, 0.5],
        [Number.NaN, 1],
        [2, Number.NaN],
      ]),
    ).toEqual([
      [1, 0.5],
      [1, 0.5],
    ])
    expect(front([])).toEqual([])
  })

  it('beats or equals every point, and no point beats one of it', () => {
    const number = fc.integer({ min: 0, max: 6 })
    const points = fc.array(fc.record({ cost: number, gain: number }), { minLength: 1, maxLength: 20 })
    const beats = (one: ParetoPoint, other: ParetoPoint) =>
      one.cost <= other.cost && one.gain >= other.gain && (one.cost < other.cost || one.gain > other.gain)
    fc.assert(
      fc.property(points, (all) => {
        const best = new Set(paretoFront(all))
        for (const point of all) expect(best.has(point)).toBe(!all.some((other) => beats(other, point)))
      }),
      { seed: 1, numRuns: 200 },
    )
  })
})
