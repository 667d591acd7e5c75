/**
 * Holm's correction: of several comparisons some would come out by chance. Each p is raised so that all claims together are
 * wrong in 5 of 100 cases at most when p < 0.05 is claimed. Same order as given.
 */
export function holm(ps: readonly number[]): number[] {
  const order = ps.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p)
  const adjusted = [...ps]
  let largest = 0
  for (const [rank, { p, index }] of order.entries()) {
    largest = Math.max(largest, Math.min(1, p * (ps.length - rank)))
    adjusted[index] = largest
  }
  return adjusted
}
