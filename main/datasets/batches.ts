import type { AugmentationPlan } from './augment/augment-pictures.ts'
import type { BatchFeed, SplitName } from './batch-feed.ts'
import type { Batch } from './dataset.ts'
import { seededRandom, shuffle } from './random.ts'

export interface BatchOptions {
  batchSize: number
  isShuffled: boolean
  /** With the epoch it fixes the order, so that a run can be continued at any epoch. */
  seed: number
  /** How the pictures are changed in each epoch; only where a network learns from them. */
  augmentation?: Omit<AugmentationPlan, 'epoch'> | undefined
}

export interface Batches {
  stepsPerEpoch: number
  /**
   * The batches of one epoch (from 1), the last one smaller, but for the first `skipped` pictures. Each is valid until the
   * next is asked for.
   */
  epoch(epoch: number, skipped?: number): AsyncGenerator<Batch, void>
}

/** Cuts the pictures of a split that are named by `indices` into batches, which the feed makes. */
export function createBatches(
  { feed, split }: { feed: BatchFeed; split: SplitName },
  indices: Uint32Array,
  options: BatchOptions,
): Batches {
  const { batchSize, augmentation } = options
  return {
    stepsPerEpoch: Math.ceil(indices.length / batchSize),
    epoch: (epoch, skipped = 0) => {
      const order = epochOrder(indices, epoch, options)
      return feed.stream({
        split,
        order,
        batchSize,
        skipped,
        ...(augmentation ? { augmentation: { ...augmentation, epoch } } : {}),
      })
    },
  }
}

/** The order of one epoch: the same for the same seed, whatever came before. */
export function epochOrder(
  indices: Uint32Array,
  epoch: number,
  options: Pick<BatchOptions, 'isShuffled' | 'seed'>,
): Uint32Array {
  return options.isShuffled ? shuffle(indices.slice(), seededRandom(options.seed, epoch)) : indices
}
