import type { EpochMetrics } from '#shared/contract/runs.ts'
import type { KeptWeights } from '#shared/document/schema.ts'
import { isBetter } from '#shared/training/monitor.ts'
import type { NamedTensor } from '../engines/engine.ts'
import type { CheckpointContent } from './checkpoint-file.ts'

/** The epoch whose weights are kept: the best so far by what the settings watch, or the last. */
export interface BestEpoch {
  epoch: number
  weights: readonly NamedTensor[]
}

/** Where a run stands between two epochs. */
export interface RunPlace {
  /** Complete epochs. */
  epoch: number
  /** Steps taken. */
  step: number
  best: BestEpoch | null
  /** What each complete epoch came to. */
  epochs: readonly EpochMetrics[]
}

/** Where a checkpoint goes on; the beginning without one. */
export function placeOf(checkpoint: CheckpointContent | null): RunPlace {
  if (!checkpoint) return { epoch: 0, step: 0, best: null, epochs: [] }
  const { epoch, step, bestEpoch, epochs } = checkpoint.header
  const { weights, bestWeights } = checkpoint.tensors
  const best = { epoch: bestEpoch, weights: bestEpoch === epoch ? weights : bestWeights }
  return { epoch, step, epochs, best: bestEpoch > 0 ? best : null }
}

/** Whether the weights of this epoch are to be kept in place of those kept so far. */
export function isToBeKept(choice: KeptWeights, metrics: EpochMetrics, { best, epochs }: RunPlace): boolean {
  const before = epochs.find(({ epoch }) => epoch === best?.epoch)
  return !before || choice === 'last' || isBetter(choice, metrics[choice], before[choice])
}
