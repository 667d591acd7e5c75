export interface ParetoPoint {
  /** What is paid: parameters, seconds, FLOPs. */
  cost: number
  /** What is gained; more is better. */
  gain: number
}

/** The points that no other one beats: none is as cheap and better, or cheaper and as good. From the cheapest on. */
export function paretoFront<Point extends ParetoPoint>(points: readonly Point[]): Point[] {
  const sorted = points
    .filter(({ cost, gain }) => Number.isFinite(cost) && Number.isFinite(gain))
    .sort((one, other) => one.cost - other.cost || other.gain - one.gain)
  let best = Number.NEGATIVE_INFINITY
  let costOfBest = Number.NaN
  return sorted.filter(({ cost, gain }) => {
    // Equals of a point of the front are on it too.
    const isOnFront = gain > best || (gain === best && cost === costOfBest)
    if (isOnFront) {
      best = gain
      costOfBest = cost
    }
    return isOnFront
  })
}
