export interface ClassScores {
  /** Pictures, or pixels, of this class: its support. */
  total: number
  /** Share of the pictures taken for this class that are of it; NaN where none was. */
  precision: number
  /** Share of this class's pictures that were found; NaN where there is none. */
  recall: number
  f1: number
  /** Share of what is of this class or taken for it that is both: intersection over union. */
  iou: number
}

type Confusion = readonly (readonly number[])[]

/** Scores per class of a confusion matrix whose rows are the true classes. */
export function scoreClasses(confusion: Confusion): ClassScores[] {
  return confusion.map((row, index) => {
    const found = row[index] ?? 0
    const total = sum(row)
    const taken = sum(confusion.map((other) => other[index] ?? 0))
    return {
      total,
      precision: found / taken,
      recall: found / total,
      f1: (2 * found) / (taken + total),
      iou: found / (taken + total - found),
    }
  })
}

export type MeanScores = Pick<ClassScores, 'precision' | 'recall' | 'f1'>

export interface ScoreSummary {
  /** Each class counts alike. */
  macro: MeanScores
  /** Each class counts by its pictures. */
  weighted: MeanScores
  /** The mean recall of the classes that are there. */
  balancedAccuracy: number
}

/**
 * Means over the classes that are there or were found; what is not defined counts as 0, as scikit-learn's
 * `precision_recall_fscore_support` has it by default.
 */
export function summarizeScores(scores: readonly ClassScores[]): ScoreSummary {
  const known = scores.filter(({ f1 }) => !Number.isNaN(f1))
  const there = known.filter(({ total }) => total > 0)
  const mean = (pick: keyof MeanScores, weigh: (score: ClassScores) => number) => {
    const weight = sum(known.map(weigh))
    return weight === 0 ? 0 : sum(known.map((score) => weigh(score) * (score[pick] || 0))) / weight
  }
  const means = (weigh: (score: ClassScores) => number): MeanScores => ({
    precision: mean('precision', weigh),
    recall: mean('recall', weigh),
    f1: mean('f1', weigh),
  })
  return {
    macro: means(() => 1),
    weighted: means(({ total }) => total),
    balancedAccuracy: there.length === 0 ? 0 : sum(there.map(({ recall }) => recall)) / there.length,
  }
}

/** Pictures, or pixels. */
export function countCells(confusion: Confusion): { total: number; wrong: number } {
  const total = sum(confusion.map(sum))
  const right = sum(confusion.map((row, index) => row[index] ?? 0))
  return { total, wrong: total - right }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
