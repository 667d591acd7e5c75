import { expect, it } from 'vitest'
import { changedCells, confusedPairs } from './confused-pairs.ts'

const confusion = [
  [90, 4, 6],
  [4, 16, 0],
  [0, 4, 0],
]

it('lists what is taken for what, the most frequent and then the larger share first', () => {
  expect(confusedPairs(confusion)).toEqual([
    { actual: 0, predicted: 2, count: 6, share: 0.06 },
    { actual: 2, predicted: 1, count: 4, share: 1 },
    { actual: 1, predicted: 0, count: 4, share: 0.2 },
    { actual: 0, predicted: 1, count: 4, share: 0.04 },
  ])
  expect(
    confusedPairs([
      [5, 0],
      [0, 5],
    ]),
  ).toEqual([])
})

it('lists the cells in which two matrices differ, by how much', () => {
  const after = [
    [93, 4, 3],
    [4, 11, 5],
    [0, 4, 0],
  ]
  expect(changedCells(confusion, after)).toEqual([
    { actual: 1, predicted: 1, before: 16, after: 11 },
    { actual: 1, predicted: 2, before: 0, after: 5 },
    { actual: 0, predicted: 0, before: 90, after: 93 },
    { actual: 0, predicted: 2, before: 6, after: 3 },
  ])
  expect(changedCells(confusion, confusion)).toEqual([])
})
