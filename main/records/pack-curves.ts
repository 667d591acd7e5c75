import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Labels } from '#shared/contract/data.ts'
import { countClass, type ThresholdCounts } from '../inspect/threshold-curves.ts'
import { packDoubles, unpackDoubles } from './packing.ts'

/** Points of each class; more cannot be told apart in a chart. */
const mostPoints = 120
/** Scores that are sorted at the end of a run: a second or two, as of 10,000 pictures and 1,000 classes. */
const mostScores = 10_000_000

/** What is kept of the curves of each class: null for one that all pictures are of, or none. */
export type CurveCounts = (ThresholdCounts | null)[]

/** Of all classes; null where that is too much. `scores` is `[labels, classes]`. */
export function countCurves(labels: Labels, scores: Float32Array | null, classCount: number): CurveCounts | null {
  if (!scores || scores.length > mostScores) return null
  return Array.from({ length: classCount }, (_, label) => countClass(labels, scores, classCount, label, mostPoints))
}

/**
 * For each class the number of its points, and where there are any its four figures and how much each point adds, as 64-bit
 * numbers; deflated, which leaves a byte or two of each.
 */
export function packCurves(curves: CurveCounts): Uint8Array {
  const numbers = curves.flatMap((counts) => {
    if (!counts) return [0]
    const { positives, negatives, auc, averagePrecision, truePositives, falsePositives } = counts
    const figures = [positives, negatives, auc, averagePrecision]
    return [truePositives.length, ...figures, ...stepsOf(truePositives), ...stepsOf(falsePositives)]
  })
  return deflateRawSync(packDoubles(numbers))
}

export function unpackCurves(bytes: Uint8Array): CurveCounts {
  const numbers = unpackDoubles(inflateRawSync(bytes))
  const curves: CurveCounts = []
  let at = 0
  const take = (count: number) => {
    at += count
    return numbers.slice(at - count, at)
  }
  while (at < numbers.length) {
    const [points = 0] = take(1)
    if (points === 0) {
      curves.push(null)
      continue
    }
    const [positives = 0, negatives = 0, auc = 0, averagePrecision = 0] = take(4)
    const [truePositives, falsePositives] = [addUp(take(points)), addUp(take(points))]
    curves.push({ positives, negatives, auc, averagePrecision, truePositives, falsePositives })
  }
  return curves
}

function stepsOf(counts: readonly number[]): number[] {
  return counts.map((count, at) => count - (counts[at - 1] ?? 0))
}

function addUp(steps: readonly number[]): number[] {
  let sum = 0
  return steps.map((step) => {
    sum += step
    return sum
  })
}
