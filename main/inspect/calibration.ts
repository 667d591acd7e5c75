import type { Labels } from '#shared/contract/data.ts'
import type { Calibration } from '#shared/contract/runs.ts'
import type { Predictions } from './gallery.ts'

const binCount = 15

/** What rounding may add to a probability. */
const tolerance = 1e-3

/**
 * How far the network can be believed: whether of what it is 80 % sure of, 80 % is right. Bins and expected calibration error,
 * Σ nᵢ/n · |accuracyᵢ − confidenceᵢ|, as in Guo et al., "On Calibration of Modern Neural Networks" (2017). Null where the
 * outputs are no probabilities, or no label counts.
 */
export function calibrate(
  labels: Labels,
  { predicted, probabilities }: Pick<Predictions, 'predicted' | 'probabilities'>,
  classCount: number,
): Calibration | null {
  const bins = Array.from({ length: binCount }, () => ({ count: 0, confidence: 0, right: 0 }))
  let total = 0
  for (const [at, label] of labels.entries()) {
    if (label >= classCount) continue
    const probability = probabilities[at] ?? 0
    if (!(probability >= -tolerance && probability <= 1 + tolerance)) return null
    // The bins are open below and closed above.
    const bin = bins[Math.min(binCount, Math.max(1, Math.ceil(binCount * probability))) - 1]
    if (!bin) continue
    bin.count += 1
    bin.confidence += probability
    if (label === predicted[at]) bin.right += 1
    total += 1
  }
  if (total === 0) return null
  return {
    bins: bins.map(({ count, confidence, right }) => ({
      count,
      confidence: count === 0 ? 0 : confidence / count,
      accuracy: count === 0 ? 0 : right / count,
    })),
    error: bins.reduce((sum, { confidence, right }) => sum + Math.abs(right - confidence), 0) / total,
  }
}
