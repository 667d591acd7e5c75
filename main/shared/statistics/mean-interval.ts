import { quantile95 } from './students-t.ts'

export interface MeanInterval {
  count: number
  mean: number
  /** With n − 1 below the line; 0 for a single value. */
  deviation: number
  /** The 95 % interval of the mean is mean ± halfWidth; null for a single value, of which nothing can be said. */
  halfWidth: number | null
}

/** The mean of some seeds, and how far it may be off: t-interval, values taken as normally distributed. Null for none. */
export function meanInterval(values: readonly number[]): MeanInterval | null {
  const count = values.length
  if (count === 0) return null
  const mean = values.reduce((sum, value) => sum + value, 0) / count
  if (count === 1) return { count, mean, deviation: 0, halfWidth: null }
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1))
  return { count, mean, deviation, halfWidth: (quantile95(count - 1) * deviation) / Math.sqrt(count) }
}
