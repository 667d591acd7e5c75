import { meanInterval } from './mean-interval.ts'
import { quantile95, twoSidedP } from './students-t.ts'

export interface WelchResult {
  /** Mean of the second minus mean of the first. */
  difference: number
  /** The 95 % interval of the difference is difference ± halfWidth. */
  halfWidth: number
  degreesOfFreedom: number
  /** How often two sets of seeds would differ as much if the networks were equally good. */
  p: number
}

/**
 * Welch's t-test: whether the means of two samples differ, which need not scatter alike. Null where one has fewer than two
 * values. Where neither scatters at all, p is 1 for equal means and 0 for different ones.
 */
export function welchTest(first: readonly number[], second: readonly number[]): WelchResult | null {
  const [a, b] = [meanInterval(first), meanInterval(second)]
  if (!a || !b || a.count < 2 || b.count < 2) return null
  const difference = b.mean - a.mean
  const [varianceA, varianceB] = [a.deviation ** 2 / a.count, b.deviation ** 2 / b.count]
  const variance = varianceA + varianceB
  if (variance === 0) {
    return { difference, halfWidth: 0, degreesOfFreedom: a.count + b.count - 2, p: difference === 0 ? 1 : 0 }
  }
  // Welch–Satterthwaite.
  const degreesOfFreedom = variance ** 2 / (varianceA ** 2 / (a.count - 1) + varianceB ** 2 / (b.count - 1))
  const error = Math.sqrt(variance)
  return {
    difference,
    halfWidth: quantile95(degreesOfFreedom) * error,
    degreesOfFreedom,
    p: twoSidedP(difference / error, degreesOfFreedom),
  }
}
