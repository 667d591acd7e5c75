import { expect, it } from 'vitest'
import { countCells, scoreClasses } from './confusion-scores.ts'

const confusion = [
  [8, 2, 0],
  [1, 9, 0],
  [0, 0, 0],
]

it('scores classes by what was found and what was taken for them', () => {
  const [first, second, third] = scoreClasses(confusion)
  expect(first).toEqual({ total: 10, precision: 8 / 9, recall: 0.8, f1: 16 / 19, iou: 8 / 11 })
  expect(second?.precision).toBeCloseTo(9 / 11)
  expect(third).toEqual({ total: 0, precision: Number.NaN, recall: Number.NaN, f1: Number.NaN, iou: Number.NaN })
})

it('counts pictures', () => {
  expect(countCells(confusion)).toEqual({ total: 20, wrong: 3 })
  expect(countCells([])).toEqual({ total: 0, wrong: 0 })
})
