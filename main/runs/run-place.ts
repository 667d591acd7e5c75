import type { EpochMetrics } from '#shared/contract/runs.ts'
import type { NamedTensor } from '../engines/engine.ts'
import type { CheckpointContent } from './checkpoint-file.ts'

/** The epoch with the least validation loss so far, and its weights. */
export interface BestEpoch {
  epoch: number
  valLoss: number
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
  const valLoss = epochs.find((record) => record.epoch === bestEpoch)?.valLoss
  const best = valLoss === undefined ? null : { epoch: bestEpoch, valLoss }
  return { epoch, step, epochs, best: best && { ...best, weights: bestEpoch === epoch ? weights : bestWeights } }
}
