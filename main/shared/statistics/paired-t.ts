import { meanInterval } from './mean-interval.ts'
import { twoSidedP } from './students-t.ts'

export interface PairedResult {
  /** Mean of second minus first. */
  difference: number
  /** The 95 % interval of the difference is difference ± halfWidth. */
  halfWidth: number
  pairs: number
  /** Pairs in which one of the two is larger. */
  larger: { first: number; second: number }
  /** How often pictures would differ as much in the mean if the networks were equally good. */
  p: number
}

/**
 * The paired t-test: whether what two networks come to on the same pictures differs in the mean. It is the mean that people
 * compare, and pictures, unlike the pixels within one, are independent of each other; over dozens of pictures their mean is
 * near to normally distributed, however the differences are. Wilcoxon's and the sign test ask for the middle difference
 * instead, which can point the other way than the means beside it. Null below two pairs.
 */
export function pairedTest(first: ArrayLike<number>, second: ArrayLike<number>): PairedResult | null {
  const differences = Array.from({ length: first.length }, (_, at) => (second[at] ?? 0) - (first[at] ?? 0))
  const interval = meanInterval(differences)
  if (!interval || interval.halfWidth === null) return null
  const { mean: difference, deviation, halfWidth, count: pairs } = interval
  const larger = {
    first: differences.filter((each) => each < 0).length,
    second: differences.filter((each) => each > 0).length,
  }
  const found = { difference, halfWidth, pairs, larger }
  if (deviation === 0) return { ...found, p: difference === 0 ? 1 : 0 }
  return { ...found, p: twoSidedP((difference * Math.sqrt(pairs)) / deviation, pairs - 1) }
}
