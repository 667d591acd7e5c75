import type { Labels } from '#shared/contract/data.ts'
import type { CurvePoints, ThresholdCurves } from '#shared/contract/runs.ts'

/** The curves of one class against all others, by what the network gives it: `scores` is `[labels, classes]`. */
export function curvesOfClass(
  labels: Labels,
  scores: Float32Array,
  classCount: number,
  label: number,
): ThresholdCurves | null {
  const own = Float32Array.from(labels, (_, row) => scores[row * classCount + label] ?? 0)
  return thresholdCurves(
    own,
    Array.from(labels, (each) => each === label),
  )
}

/**
 * What happens when all from some score on are taken for positive, for each score that occurs. The area under the ROC curve is
 * that of its trapezoids; average precision is Σ (recallᵢ − recallᵢ₋₁) · precisionᵢ, as scikit-learn has both. Null where
 * there are no positives or no negatives.
 */
export function thresholdCurves(scores: Float32Array, isPositive: readonly boolean[]): ThresholdCurves | null {
  const positives = isPositive.filter(Boolean).length
  const negatives = isPositive.length - positives
  if (positives === 0 || negatives === 0) return null
  const order = Uint32Array.from(scores.keys()).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
  const roc: CurvePoints = { x: [0], y: [0] }
  const pr: CurvePoints = { x: [0], y: [1] }
  let [truePositives, falsePositives, auc, averagePrecision] = [0, 0, 0, 0]
  let [recall, fallout] = [0, 0]
  for (const [place, index] of order.entries()) {
    if (isPositive[index]) truePositives += 1
    else falsePositives += 1
    // Equal scores are taken together.
    const next = order[place + 1]
    if (next !== undefined && scores[next] === scores[index]) continue
    const [nextRecall, nextFallout] = [truePositives / positives, falsePositives / negatives]
    const precision = truePositives / (truePositives + falsePositives)
    auc += ((nextFallout - fallout) * (nextRecall + recall)) / 2
    averagePrecision += (nextRecall - recall) * precision
    recall = nextRecall
    fallout = nextFallout
    addPoint(roc, fallout, recall)
    addPoint(pr, recall, precision)
  }
  return { positives, negatives, auc, averagePrecision, roc: thinPoints(roc), precisionRecall: thinPoints(pr) }
}

function addPoint({ x, y }: CurvePoints, atX: number, atY: number): void {
  x.push(atX)
  y.push(atY)
}

const mostPoints = 300

/** No more than can be told apart: points that are near the one before are left out, the ends stay. */
export function thinPoints({ x, y }: CurvePoints, most = mostPoints): CurvePoints {
  if (x.length <= most) return { x, y }
  for (let least = 2 / most; ; least *= 1.5) {
    const kept = keepApart({ x, y }, least)
    if (kept.length <= most) return { x: kept.map((at) => x[at] ?? 0), y: kept.map((at) => y[at] ?? 0) }
  }
}

function keepApart({ x, y }: CurvePoints, least: number): number[] {
  const kept = [0]
  const last = x.length - 1
  const distance = (a: number, b: number) => Math.abs((x[a] ?? 0) - (x[b] ?? 0)) + Math.abs((y[a] ?? 0) - (y[b] ?? 0))
  for (let at = 1; at < last; at += 1) if (distance(at, kept.at(-1) ?? 0) >= least) kept.push(at)
  return [...kept, last]
}
