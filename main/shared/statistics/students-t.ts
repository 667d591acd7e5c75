import { regularizedBeta } from './incomplete-beta.ts'

/** The chance that a t-distributed value lies as far from 0 as `t` or farther, on either side. */
export function twoSidedP(t: number, degreesOfFreedom: number): number {
  return regularizedBeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5)
}

/** The value that 95 % of a t-distribution lie within, on both sides of 0. */
export function quantile95(degreesOfFreedom: number): number {
  let [low, high] = [0, 1]
  while (twoSidedP(high, degreesOfFreedom) > 0.05) [low, high] = [high, 2 * high]
  // Halved until the double is exact.
  for (let step = 0; step < 100 && high - low > 1e-13 * high; step += 1) {
    const middle = (low + high) / 2
    if (twoSidedP(middle, degreesOfFreedom) > 0.05) low = middle
    else high = middle
  }
  return (low + high) / 2
}
