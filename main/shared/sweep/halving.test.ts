import { describe, expect, it } from 'vitest'
import { planRungs, promote } from './halving.ts'

const rungs = (count: number, maxEpochs: number, eta: number, minEpochs = 1) =>
  planRungs(count, maxEpochs, { eta, minEpochs }).map(({ epochs, count: left }) => [epochs, left])

describe('planRungs', () => {
  it('gives eta times the epochs to one in eta', () => {
    expect(rungs(27, 27, 3)).toEqual([
      [1, 27],
      [3, 9],
      [9, 3],
      [27, 1],
    ])
  })

  it('ends at the epochs of the drawing, with whoever is left', () => {
    expect(rungs(8, 10, 2)).toEqual([
      [1, 8],
      [2, 4],
      [4, 2],
      [10, 1],
    ])
    expect(rungs(30, 8, 3, 2)).toEqual([
      [2, 30],
      [8, 10],
    ])
  })

  it('is one rung where there is nothing to halve', () => {
    expect(rungs(1, 9, 3)).toEqual([[9, 1]])
    expect(rungs(9, 2, 3, 5)).toEqual([[2, 9]])
  })

  it('never leaves nobody', () => {
    expect(rungs(2, 9, 3)).toEqual([
      [1, 2],
      [9, 1],
    ])
  })
})

describe('promote', () => {
  const made = (values: (number | null)[]) => values.map((value, combination) => ({ combination, value }))

  it('takes the best by the objective, the best first', () => {
    expect(promote(made([0.5, 0.9, 0.7]), 2, 'valAccuracy')).toEqual([1, 2])
    expect(promote(made([0.5, 0.9, 0.7]), 2, 'valLoss')).toEqual([0, 2])
  })

  it('judges a combination by the mean over its seeds', () => {
    const trials = [...made([0.9, 0.6]), ...made([0.1, 0.6])]
    expect(promote(trials, 1, 'valAccuracy')).toEqual([1])
  })

  it('leaves behind what came to nothing, in one seed or in all', () => {
    expect(promote([...made([0.9, 0.6, null]), ...made([null, 0.6, 0.9])], 3, 'valAccuracy')).toEqual([1])
    expect(promote(made([Number.NaN, null]), 1, 'valLoss')).toEqual([])
  })

  it('takes the earlier of equals', () => {
    expect(promote(made([0.5, 0.5, 0.5]), 2, 'valAccuracy')).toEqual([0, 1])
  })
})
