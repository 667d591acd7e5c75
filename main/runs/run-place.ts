import type { EpochMetrics, RunProgress } from '#shared/contract/runs.ts'
import type { KeptWeights, TrainingSettings } from '#shared/document/schema.ts'
import { isBetter } from '#shared/training/monitor.ts'
import type { NamedTensor } from '../engines/engine.ts'
import type { CheckpointContent } from './checkpoint-file.ts'

/** The epoch whose weights are kept: the best so far by what the settings watch, or the last. */
export interface BestEpoch {
  epoch: number
  weights: readonly NamedTensor[]
}

/** What is done of the epoch under way, as exact as the next steps need it. */
export interface EpochPart {
  /** Gone through. In pictures, for the batches may become smaller. */
  pictures: number
  /** Labels that counted, the sum of their losses, and hits. */
  counted: number
  loss: number
  correct: number
  elapsedMs: number
}

/** Where a run stands between two steps. */
export interface RunPlace {
  /** Complete epochs. */
  epoch: number
  /** Steps taken. */
  step: number
  best: BestEpoch | null
  /** What each complete epoch came to. */
  epochs: readonly EpochMetrics[]
  /** Null between two epochs. */
  part: EpochPart | null
  /** Epochs that were complete when the person last asked for more of them. */
  extendedAt: number
}

export const emptyPart: EpochPart = { pictures: 0, counted: 0, loss: 0, correct: 0, elapsedMs: 0 }

/** Where a checkpoint goes on; the beginning without one. */
export function placeOf(checkpoint: CheckpointContent | null): RunPlace {
  if (!checkpoint) return { epoch: 0, step: 0, best: null, epochs: [], part: null, extendedAt: 0 }
  const { epoch, step, bestEpoch, epochs, part, extendedAt } = checkpoint.header
  const { weights, bestWeights } = checkpoint.tensors
  const best = { epoch: bestEpoch, weights: isBestNow(checkpoint.header) ? weights : bestWeights }
  return { epoch, step, epochs, part, extendedAt, best: bestEpoch > 0 ? best : null }
}

/**
 * How far a run is that takes no steps now. Before its pictures are there, the steps of an epoch follow from those that were
 * taken; null where they do not.
 */
export function progressAt(
  { epoch, step, part }: RunPlace,
  { epochs, batchSize }: Pick<TrainingSettings, 'epochs' | 'batchSize'>,
  { elapsedMs, stepsPerEpoch = 0 }: { elapsedMs: number; stepsPerEpoch?: number },
): RunProgress | null {
  const begun = part ? Math.ceil(part.pictures / batchSize) : 0
  const whole = stepsPerEpoch > 0 ? stepsPerEpoch : Math.round((step - begun) / Math.max(1, epoch))
  if (step === 0 || whole === 0) return null
  return {
    epoch: part ? epoch + 1 : epoch,
    epochs,
    stepInEpoch: part ? begun : whole,
    stepsPerEpoch: whole,
    imagesPerSecond: 0,
    dataWaitShare: 0,
    elapsedSeconds: elapsedMs / 1000,
    secondsLeft: null,
  }
}

/** Whether the network's weights are at the moment those that are kept, so that one set of them says it all. */
export function isBestNow({
  epoch,
  bestEpoch,
  part,
}: {
  epoch: number
  bestEpoch: number
  part: EpochPart | null
}): boolean {
  return bestEpoch === 0 || (bestEpoch === epoch && part === null)
}

/** Whether the weights of this epoch are to be kept in place of those kept so far. */
export function isToBeKept(choice: KeptWeights, metrics: EpochMetrics, { best, epochs }: RunPlace): boolean {
  const before = epochs.find(({ epoch }) => epoch === best?.epoch)
  return !before || choice === 'last' || isBetter(choice, metrics[choice], before[choice])
}
