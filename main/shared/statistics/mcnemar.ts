import { regularizedBeta } from './incomplete-beta.ts'

/** Of two networks on the same pictures: how many only one of them gets right. */
export interface DiscordantCounts {
  onlyFirst: number
  onlySecond: number
}

/** `truth` and both predictions are in the same order. */
export function countDiscordant(
  truth: ArrayLike<number>,
  first: ArrayLike<number>,
  second: ArrayLike<number>,
): DiscordantCounts {
  const counts = { onlyFirst: 0, onlySecond: 0 }
  for (let index = 0; index < truth.length; index += 1) {
    const isFirst = first[index] === truth[index]
    const isSecond = second[index] === truth[index]
    if (isFirst && !isSecond) counts.onlyFirst += 1
    if (isSecond && !isFirst) counts.onlySecond += 1
  }
  return counts
}

/**
 * McNemar's exact test: how often chance would split the pictures on which two networks differ as unevenly, if each were
 * as likely to be right; the two-sided binomial test at one half, exact for any number of pictures.
 */
export function mcnemarP({ onlyFirst, onlySecond }: DiscordantCounts): number {
  const total = onlyFirst + onlySecond
  const fewer = Math.min(onlyFirst, onlySecond)
  if (2 * fewer === total) return 1
  // P(X ≤ k) of a binomial distribution with n trials at one half is I_½(n − k, k + 1).
  return Math.min(1, 2 * regularizedBeta(0.5, total - fewer, fewer + 1))
}
