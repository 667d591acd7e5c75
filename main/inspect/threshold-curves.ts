import type { Labels } from '#shared/contract/data.ts'
import type { CurvePoints, ThresholdCurves } from '#shared/contract/runs.ts'

/** Of one class against all others: how many of each are taken for it at the thresholds that are kept, falling. */
export interface ThresholdCounts extends Pick<ThresholdCurves, 'positives' | 'negatives' | 'auc' | 'averagePrecision'> {
  /** From 0, where nothing is, to all. */
  truePositives: number[]
  falsePositives: number[]
}

/** The curves of one class against all others, by what the network gives it: `scores` is `[labels, classes]`. */
export function curvesOfClass(
  labels: Labels,
  scores: Float32Array,
  classCount: number,
  label: number,
): ThresholdCurves | null {
  const counts = countClass(labels, scores, classCount, label)
  return counts && drawCurves(counts)
}

/** As `countThresholds`, for a class. */
export function countClass(
  labels: Labels,
  scores: Float32Array,
  classCount: number,
  label: number,
  most?: number,
): ThresholdCounts | null {
  const own = new Float32Array(labels.length)
  for (let row = 0; row < own.length; row += 1) own[row] = scores[row * classCount + label] ?? 0
  return countThresholds(own, (row) => labels[row] === label, most)
}

const mostPoints = 300

/**
 * What happens when all from some score on are taken for positive, for each score that occurs; no more than `most` are kept.
 * The area under the ROC curve is that of its trapezoids; average precision is Σ (recallᵢ − recallᵢ₋₁) · precisionᵢ, as
 * scikit-learn has both, over all scores. What is no number, as of a network that ran away, comes last. Null where there are
 * no positives or no negatives.
 */
export function countThresholds(
  scores: Float32Array,
  isPositive: (row: number) => boolean,
  most = mostPoints,
): ThresholdCounts | null {
  const [positive, negative] = sortApart(scores, isPositive)
  const [positives, negatives] = [positive.length, negative.length]
  if (positives === 0 || negatives === 0) return null
  const truePositives = [0]
  const falsePositives = [0]
  let [found, mistaken, auc, averagePrecision] = [0, 0, 0, 0]
  while (found < positives || mistaken < negatives) {
    // Equal scores are taken together.
    const score = Math.max(
      positive[positives - 1 - found] ?? -Infinity,
      negative[negatives - 1 - mistaken] ?? -Infinity,
    )
    const [foundBefore, mistakenBefore] = [found, mistaken]
    while (positive[positives - 1 - found] === score) found += 1
    while (negative[negatives - 1 - mistaken] === score) mistaken += 1
    auc += ((mistaken - mistakenBefore) * (found + foundBefore)) / 2
    averagePrecision += ((found - foundBefore) * found) / (found + mistaken)
    truePositives.push(found)
    falsePositives.push(mistaken)
  }
  const counts = {
    positives,
    negatives,
    auc: auc / (positives * negatives),
    averagePrecision: averagePrecision / positives,
    truePositives,
    falsePositives,
  }
  return thinCounts(counts, most)
}

/** Typed arrays sort by themselves far faster than rows by a comparison. */
function sortApart(scores: Float32Array, isPositive: (row: number) => boolean): [Float32Array, Float32Array] {
  const [positive, negative] = [new Float32Array(scores.length), new Float32Array(scores.length)]
  let positives = 0
  for (let row = 0; row < scores.length; row += 1) {
    const score = scores[row] ?? Number.NaN
    const known = Number.isNaN(score) ? -Infinity : score
    if (isPositive(row)) positive[positives++] = known
    else negative[row - positives] = known
  }
  return [positive.subarray(0, positives).sort(), negative.subarray(0, scores.length - positives).sort()]
}

/** From counts to shares. With nothing taken for positive, precision is 1. */
export function drawCurves({ truePositives, falsePositives, ...rest }: ThresholdCounts): ThresholdCurves {
  const { positives, negatives } = rest
  const recall = truePositives.map((count) => count / positives)
  const roc: CurvePoints = { x: falsePositives.map((count) => count / negatives), y: recall }
  const precision = truePositives.map((count, at) => {
    const taken = count + (falsePositives[at] ?? 0)
    return taken === 0 ? 1 : count / taken
  })
  return { ...rest, roc, precisionRecall: { x: recall, y: precision } }
}

/** No more than can be told apart: points that are near the one before on both curves are left out, the ends stay. */
function thinCounts(counts: ThresholdCounts, most: number): ThresholdCounts {
  if (counts.truePositives.length <= most) return counts
  const curves = drawCurves(counts)
  for (let least = 2 / most; ; least *= 1.5) {
    const kept = keepApart(curves, least)
    if (kept.length > most) continue
    const pick = (values: readonly number[]) => kept.map((at) => values[at] ?? 0)
    return { ...counts, truePositives: pick(counts.truePositives), falsePositives: pick(counts.falsePositives) }
  }
}

function keepApart({ roc, precisionRecall }: ThresholdCurves, least: number): number[] {
  const kept = [0]
  const last = roc.x.length - 1
  const distance = ({ x, y }: CurvePoints, a: number, b: number) =>
    Math.abs((x[a] ?? 0) - (x[b] ?? 0)) + Math.abs((y[a] ?? 0) - (y[b] ?? 0))
  for (let at = 1; at < last; at += 1) {
    const before = kept.at(-1) ?? 0
    if (Math.max(distance(roc, at, before), distance(precisionRecall, at, before)) >= least) kept.push(at)
  }
  return [...kept, last]
}
