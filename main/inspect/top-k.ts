import type { Labels } from '#shared/contract/data.ts'
import type { TopK } from '#shared/contract/runs.ts'

const sizes = [2, 3, 5]

/**
 * The share of the pictures whose class is among the `k` that the network gives most, for each `k` that is less than all.
 * `scores` is `[labels, classes]`. Of equals the first comes first, as in the prediction itself.
 */
export function topKAccuracies(labels: Labels, scores: Float32Array, classCount: number): TopK[] {
  const hits = new Array<number>(classCount).fill(0)
  for (const [row, label] of labels.entries()) {
    const rank = rankOf(scores.subarray(row * classCount, (row + 1) * classCount), label)
    hits[rank] = (hits[rank] ?? 0) + 1
  }
  return sizes
    .filter((k) => k < classCount)
    .map((k) => ({ k, accuracy: hits.slice(0, k).reduce((sum, count) => sum + count, 0) / Math.max(1, labels.length) }))
}

/** How many classes come before it. */
function rankOf(row: Float32Array, label: number): number {
  const own = row[label] ?? 0
  let before = 0
  for (const [place, score] of row.entries()) if (score > own || (score === own && place < label)) before += 1
  return before
}
