import { expect, it } from 'vitest'
import { nextScoreSorting, type ScoreSorting, sortClassScores } from './class-score-rows.ts'

const confusion = [
  [8, 2, 0, 0],
  [1, 4, 1, 0],
  [0, 0, 0, 0],
  [3, 0, 1, 0],
]
const labels = (sorting: ScoreSorting) => sortClassScores(confusion, sorting).map(({ label }) => label)

it('sorts classes by any score, undefined ones last whichever way', () => {
  expect(labels({ column: 'label', isDescending: false })).toEqual([0, 1, 2, 3])
  expect(labels({ column: 'recall', isDescending: false })).toEqual([3, 1, 0, 2])
  expect(labels({ column: 'recall', isDescending: true })).toEqual([0, 1, 3, 2])
  // Class 3 was never predicted, class 2 always wrongly.
  expect(labels({ column: 'precision', isDescending: false })).toEqual([2, 0, 1, 3])
  expect(labels({ column: 'total', isDescending: true })).toEqual([0, 1, 3, 2])
})

it('shows the worst first, and the other way round when pressed again', () => {
  const first = nextScoreSorting({ column: 'label', isDescending: false }, 'f1')
  expect(first).toEqual({ column: 'f1', isDescending: false })
  expect(nextScoreSorting(first, 'f1')).toEqual({ column: 'f1', isDescending: true })
  expect(nextScoreSorting({ column: 'f1', isDescending: true }, 'f1').isDescending).toBe(false)
})
