import type { Dataset, Samples } from './dataset.ts'
import { gather } from './gather.ts'

export type SplitName = 'train' | 'test'

/** Which pictures go together in which order. */
export interface BatchCut {
  split: SplitName
  /** Places in the split. */
  order: Uint32Array
  batchSize: number
}

/** Where batches are made: right here, or a few ahead on another thread. Whoever opened it disposes it. */
export interface BatchFeed {
  /**
   * The batches of a cut, the last one smaller; the same on every feed. Each is valid until the next is asked for. Whoever
   * leaves the loop early frees what was made ahead. What goes wrong in the making is thrown where the batch would have come.
   */
  stream(cut: BatchCut): AsyncGenerator<Samples, void>
  dispose(): Promise<void>
}

export type SplitSamples = Pick<Dataset, SplitName>

/** `isProcessorFree`: whether the engine leaves a processor to others. */
export type OpenFeed = (samples: SplitSamples, surroundings: { isProcessorFree: boolean }) => BatchFeed

/** Makes each batch when it is asked for. */
export function openLocalFeed(samples: SplitSamples): BatchFeed {
  return {
    async *stream(cut) {
      let used: Samples | undefined
      for (const indices of cutOrder(cut)) {
        used = gather(samples[cut.split], indices, used)
        yield used
      }
    },
    dispose: async () => {},
  }
}

export function* cutOrder({ order, batchSize }: BatchCut): Generator<Uint32Array, void> {
  for (let start = 0; start < order.length; start += batchSize) yield order.subarray(start, start + batchSize)
}
