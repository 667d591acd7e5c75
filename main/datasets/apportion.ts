/**
 * Shares `total` out in proportion to `weights` by the method of largest remainders; equal remainders go to the earlier
 * place. The shares are whole and sum to `total`, which is at most the sum of the weights.
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  if (sum === 0) return weights.map(() => 0)
  // total · weight stays exact below 2^53, so that remainders compare without rounding.
  const shares = weights.map((weight) => Math.floor((total * weight) / sum))
  const remainders = weights.map((weight, place) => total * weight - (shares[place] ?? 0) * sum)
  const left = total - shares.reduce((all, share) => all + share, 0)
  const byRemainder = remainders.map((_, place) => place)
  byRemainder.sort((a, b) => (remainders[b] ?? 0) - (remainders[a] ?? 0) || a - b)
  for (const place of byRemainder.slice(0, left)) shares[place] = (shares[place] ?? 0) + 1
  return shares
}
