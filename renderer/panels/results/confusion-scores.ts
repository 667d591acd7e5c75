export interface ClassScores {
  /** Pictures, or pixels, of this class. */
  total: number
  /** Share of the pictures taken for this class that are of it; NaN where none was. */
  precision: number
  /** Share of this class's pictures that were found; NaN where there is none. */
  recall: number
  f1: number
  /** Share of what is of this class or taken for it that is both: intersection over union. */
  iou: number
}

/** Scores per class of a confusion matrix whose rows are the true classes. */
export function scoreClasses(confusion: readonly (readonly number[])[]): ClassScores[] {
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

/** Pictures, or pixels. */
export function countCells(confusion: readonly (readonly number[])[]): { total: number; wrong: number } {
  const total = sum(confusion.map(sum))
  const right = sum(confusion.map((row, index) => row[index] ?? 0))
  return { total, wrong: total - right }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
