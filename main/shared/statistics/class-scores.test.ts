import { expect, it } from 'vitest'
import { countCells, scoreClasses, summarizeScores } from './class-scores.ts'

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

// scikit-learn 1.9.1: precision_recall_fscore_support(average='macro' and 'weighted', zero_division=0), balanced_accuracy_score.
it('has the means of scikit-learn, also where a class is not there or never found', () => {
  const scores = scoreClasses([
    [8, 2, 0, 0],
    [1, 4, 1, 0],
    [0, 0, 0, 0],
    [3, 0, 1, 0],
  ])
  const { macro, weighted, balancedAccuracy } = summarizeScores(scores)
  expect(macro.precision).toBeCloseTo(0.3333333333333333, 12)
  expect(macro.recall).toBeCloseTo(0.3666666666666667, 12)
  expect(macro.f1).toBeCloseTo(0.3484848484848485, 12)
  expect(weighted.precision).toBeCloseTo(0.5333333333333333, 12)
  expect(weighted.recall).toBeCloseTo(0.6, 12)
  expect(weighted.f1).toBeCloseTo(0.5636363636363637, 12)
  expect(balancedAccuracy).toBeCloseTo(0.48888888888888893, 12)
})

it('leaves classes out of the means that nobody speaks of', () => {
  expect(summarizeScores(scoreClasses(confusion))).toEqual(
    summarizeScores(
      scoreClasses([
        [8, 2],
        [1, 9],
      ]),
    ),
  )
  expect(summarizeScores([])).toMatchObject({ balancedAccuracy: 0, macro: { f1: 0 }, weighted: { f1: 0 } })
})

it('counts pictures', () => {
  expect(countCells(confusion)).toEqual({ total: 20, wrong: 3 })
  expect(countCells([])).toEqual({ total: 0, wrong: 0 })
})
