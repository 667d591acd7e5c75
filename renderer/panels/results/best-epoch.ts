import type { EpochMetrics } from '#shared/contract/runs.ts'

/** The epoch with the highest validation accuracy; the lower loss decides between equals. */
export function bestEpoch(epochs: readonly EpochMetrics[]): EpochMetrics | undefined {
  return epochs.reduce<EpochMetrics | undefined>((best, epoch) => {
    if (!best || epoch.valAccuracy > best.valAccuracy) return epoch
    return epoch.valAccuracy === best.valAccuracy && epoch.valLoss < best.valLoss ? epoch : best
  }, undefined)
}
