import type { EpochMetrics } from '#shared/contract/runs.ts'

/** The epoch with the highest validation accuracy; the lower loss decides between equals. */
export function bestEpoch(epochs: readonly EpochMetrics[]): EpochMetrics | undefined {
  return epochs.reduce<EpochMetrics | undefined>((best, epoch) => {
    if (!best || epoch.valAccuracy > best.valAccuracy) return epoch
    return epoch.valAccuracy === best.valAccuracy && epoch.valLoss < best.valLoss ? epoch : best
  }, undefined)
}

const patience = 3

/**
 * Whether the network over-fits: over the last three epochs the validation loss rose each time, while the training loss
 * fell, and it is a tenth above its least.
 */
export function fallsBehind(epochs: readonly EpochMetrics[]): boolean {
  const recent = epochs.slice(-patience - 1)
  if (recent.length <= patience) return false
  const isDiverging = recent.slice(1).every((epoch, index) => {
    const before = recent[index]
    return before !== undefined && epoch.valLoss > before.valLoss && epoch.loss < before.loss
  })
  const least = Math.min(...epochs.map(({ valLoss }) => valLoss))
  return isDiverging && (recent.at(-1)?.valLoss ?? 0) > 1.1 * least
}
