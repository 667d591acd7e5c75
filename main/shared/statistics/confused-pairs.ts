/** How often one class is taken for another. */
export interface ConfusedPair {
  actual: number
  predicted: number
  count: number
  /** Of all that is of the true class. */
  share: number
}

/** All pairs of classes that are confused, the most frequent first; of equals those of which it is the larger share. */
export function confusedPairs(confusion: readonly (readonly number[])[]): ConfusedPair[] {
  const pairs = confusion.flatMap((row, actual) => {
    const total = row.reduce((sum, count) => sum + count, 0)
    return row.flatMap((count, predicted) =>
      count > 0 && predicted !== actual ? [{ actual, predicted, count, share: count / total }] : [],
    )
  })
  return pairs.sort((a, b) => b.count - a.count || b.share - a.share)
}

/** What two networks did with one cell of the matrix. */
export interface ChangedCell {
  actual: number
  predicted: number
  before: number
  after: number
}

/** The cells that differ, by how much. */
export function changedCells(before: readonly number[][], after: readonly number[][]): ChangedCell[] {
  const cells = after.flatMap((row, actual) =>
    row.flatMap((count, predicted) => {
      const old = before[actual]?.[predicted] ?? 0
      return old === count ? [] : [{ actual, predicted, before: old, after: count }]
    }),
  )
  const change = (cell: ChangedCell) => Math.abs(cell.after - cell.before)
  return cells.sort((a, b) => change(b) - change(a))
}
