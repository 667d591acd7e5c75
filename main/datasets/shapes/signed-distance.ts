/** How far a point is from an outline, in pixels; negative inside. Formulas: iquilezles.org/articles/distfunctions2d. */
export type SignedDistance = (x: number, y: number) => number

export interface Point {
  x: number
  y: number
}

export function circleDistance(center: Point, radius: number): SignedDistance {
  return (x, y) => length(x - center.x, y - center.y) - radius
}

/** A stroke of no width: never negative. */
export function segmentDistance(from: Point, to: Point): SignedDistance {
  const dx = to.x - from.x
  const dy = to.y - from.y
  const squared = dx * dx + dy * dy
  return (x, y) => {
    const along = Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / squared))
    return length(x - from.x - along * dx, y - from.y - along * dy)
  }
}

/** A convex polygon, its corners in either order. */
export function polygonDistance(corners: readonly Point[]): SignedDistance {
  const edges = corners.map((from, place) => {
    const to = corners[(place + 1) % corners.length] ?? from
    return { from, to, distance: segmentDistance(from, to) }
  })
  return (x, y) => {
    let nearest = Number.POSITIVE_INFINITY
    let lefts = 0
    for (const { from, to, distance } of edges) {
      nearest = Math.min(nearest, distance(x, y))
      if ((to.x - from.x) * (y - from.y) > (to.y - from.y) * (x - from.x)) lefts += 1
    }
    return lefts === 0 || lefts === edges.length ? -nearest : nearest
  }
}

/** Several times as fast as Math.hypot, which guards against sizes that pixels never have. */
function length(x: number, y: number): number {
  return Math.sqrt(x * x + y * y)
}
