export interface Point {
  x: number
  y: number
}

/** The straight line with the least squares, and how well it goes through the points. */
export interface LineFit {
  slope: number
  /** y at x = 0. */
  offset: number
  /** 1 − Σ(y − line)² / Σ(y − mean)². */
  rSquared: number
  /** The largest |y − line| / line. */
  largestDeviation: number
}

/** @throws Error for less than two different x */
export function fitLine(points: readonly Point[]): LineFit {
  const mean = (pick: (point: Point) => number) => points.reduce((sum, point) => sum + pick(point), 0) / points.length
  const x = mean((point) => point.x)
  const y = mean((point) => point.y)
  const spread = mean((point) => (point.x - x) ** 2)
  if (!(spread > 0)) throw new Error('a line needs two points')
  const slope = mean((point) => (point.x - x) * (point.y - y)) / spread
  const offset = y - slope * x
  const line = (point: Point) => offset + slope * point.x
  const left = mean((point) => (point.y - line(point)) ** 2)
  const all = mean((point) => (point.y - y) ** 2)
  return {
    slope,
    offset,
    rSquared: all > 0 ? 1 - left / all : 1,
    largestDeviation: Math.max(...points.map((point) => Math.abs(point.y - line(point)) / line(point))),
  }
}
