/** A step of the sweep: its rate, the loss of its batch before it was taken, and that loss smoothed. */
export interface SweepPoint {
  rate: number
  loss: number
  smooth: number
}

/** `steepest`: where the loss falls fastest along the rate's logarithm; `tenth`: a tenth of the rate of the least loss. */
export interface RateSuggestion {
  rate: number
  method: 'steepest' | 'tenth'
}

export interface RateSweep {
  points: SweepPoint[]
  /** Null where the loss fell at no rate. */
  suggestion: RateSuggestion | null
  /** Whether the loss exploded, which ended the sweep. */
  hasExploded: boolean
}

export const sweepSteps = 100
const firstRate = 1e-6
const lastRate = 10

/** The rate of a step, from 0, each the same factor above the one before (L. N. Smith, 2015). */
export function sweepRate(step: number): number {
  return firstRate * (lastRate / firstRate) ** (step / (sweepSteps - 1))
}

const weightOfBefore = 0.9

/** Appends a step: an exponential mean of the losses, corrected for its beginning at 0 as Adam's. */
export function addSweepStep(points: readonly SweepPoint[], rate: number, loss: number): SweepPoint[] {
  const before = points.at(-1)
  const count = points.length
  const raw = before ? before.smooth * (1 - weightOfBefore ** count) : 0
  const smooth = (weightOfBefore * raw + (1 - weightOfBefore) * loss) / (1 - weightOfBefore ** (count + 1))
  return [...points, { rate, loss, smooth }]
}

/** Past this many times the least loss so far nothing more is to be learned from higher rates. */
const explosion = 4

export function isExploded(points: readonly SweepPoint[]): boolean {
  const last = points.at(-1)
  if (!last) return false
  if (!Number.isFinite(last.loss)) return true
  const least = Math.min(...points.map(({ smooth }) => smooth))
  return points.length > 10 && last.smooth > explosion * Math.max(least, 1e-3)
}

/** Below this share of the first loss a fall is chance. */
const leastFall = 0.05
/** Slopes are taken over so many steps to both sides. */
const reach = 3

export function suggestRate(points: readonly SweepPoint[]): RateSuggestion | null {
  const finite = points.filter(({ smooth }) => Number.isFinite(smooth))
  const lowest = finite.reduce((best, { smooth }, at) => (smooth < (finite[best]?.smooth ?? 0) ? at : best), 0)
  const [first, least] = [finite[0], finite[lowest]]
  if (!first || !least || first.smooth - least.smooth < leastFall * Math.abs(first.smooth)) return null
  const tenth = least.rate / 10
  const steepest = findSteepest(finite.slice(0, lowest + 1))
  // Beyond a tenth of the minimum the steepest place is too near to where it explodes.
  return steepest !== null && steepest <= tenth
    ? { rate: steepest, method: 'steepest' }
    : { rate: tenth, method: 'tenth' }
}

function findSteepest(points: readonly SweepPoint[]): number | null {
  let found: number | null = null
  let steepest = 0
  for (const [at, { rate }] of points.entries()) {
    const [before, after] = [points[at - reach], points[at + reach]]
    if (!before || !after) continue
    const slope = (after.smooth - before.smooth) / Math.log(after.rate / before.rate)
    if (slope >= steepest) continue
    steepest = slope
    found = rate
  }
  return found
}

/** To two digits, as people type it. */
export function roundRate(rate: number): number {
  return Number(rate.toPrecision(2))
}
