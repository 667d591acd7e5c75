/** Cell by cell, what the second has more than the first. */
export function differenceOf(first: readonly number[][], second: readonly number[][]): number[][] {
  return second.map((row, actual) => row.map((count, predicted) => count - (first[actual]?.[predicted] ?? 0)))
}

/**
 * From −1, where the second does worse, over 0 to 1, where it does better: more right answers are better, more mistakes are
 * worse. By the largest difference; the root brings out the small ones.
 */
export function shadeDifference(first: readonly number[][], second: readonly number[][]): number[][] {
  const differences = differenceOf(first, second)
  const largest = differences.reduce((most, row) => row.reduce((more, each) => Math.max(more, Math.abs(each)), most), 1)
  return differences.map((row, actual) =>
    row.map((difference, predicted) => {
      const gain = actual === predicted ? difference : -difference
      return Math.sign(gain) * Math.sqrt(Math.abs(gain) / largest)
    }),
  )
}
