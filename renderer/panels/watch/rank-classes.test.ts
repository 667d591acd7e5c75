import { expect, it } from 'vitest'
import { rankClasses } from './rank-classes.ts'

it('ranks classes, and bears values that are no probabilities', () => {
  expect(rankClasses([0.1, 0.7, 0.2], 2)).toEqual([
    { index: 1, probability: 0.7 },
    { index: 2, probability: 0.2 },
  ])
  expect(rankClasses([Number.NaN, -3, 7], 3)).toEqual([
    { index: 2, probability: 1 },
    { index: 0, probability: 0 },
    { index: 1, probability: 0 },
  ])
})
