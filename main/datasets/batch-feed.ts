import type { Batch, Dataset } from './dataset.ts'
import { openSamples, type SampleReader } from './gather.ts'
import { type BatchRecipe, createBatchMaker } from './make-batch.ts'

export type SplitName = 'train' | 'test'

/** Which pictures go together in which order, and how they are changed. */
export interface BatchCut extends BatchRecipe {
  split: SplitName
  batchSize: number
  /** Pictures of the order that are left out, for an epoch that is gone on with; 0 when left out. */
  skipped?: number
}

/** Where batches are made: right here, or a few ahead on another thread. Whoever opened it disposes it. */
export interface BatchFeed {
  /**
   * The batches of a cut, the last one smaller; the same on every feed. Each is valid until the next is asked for. Whoever
   * leaves the loop early frees what was made ahead. What goes wrong in the making is thrown where the batch would have come.
   */
  stream(cut: BatchCut): AsyncGenerator<Batch, void>
  dispose(): Promise<void>
}

export type SplitSamples = Pick<Dataset, SplitName>

/** `isProcessorFree`: whether the engine leaves a processor to others. */
export type OpenFeed = (samples: SplitSamples, surroundings: { isProcessorFree: boolean }) => BatchFeed

export function openReaders({ train, test }: SplitSamples): Record<SplitName, SampleReader> {
  return { train: openSamples(train), test: openSamples(test) }
}

/** Makes each batch when it is asked for. */
export function openLocalFeed(samples: SplitSamples): BatchFeed {
  const readers = openReaders(samples)
  const makers = { train: createBatchMaker(readers.train), test: createBatchMaker(readers.test) }
  return {
    async *stream(cut) {
      let used: Batch | undefined
      for (const indices of cutOrder(cut)) {
        used = makers[cut.split](indices, used, cut)
        yield used
      }
    },
    async dispose() {
      readers.train.close()
      readers.test.close()
    },
  }
}

export function* cutOrder({ order, batchSize, skipped = 0 }: BatchCut): Generator<Uint32Array, void> {
  for (let start = skipped; start < order.length; start += batchSize) yield order.subarray(start, start + batchSize)
}
