import type { Samples } from './dataset.ts'
import { seededRandom, shuffle } from './random.ts'

export interface BatchOptions {
  batchSize: number
  isShuffled: boolean
  /** With the epoch it fixes the order, so that a run can be continued at any epoch. */
  seed: number
}

export interface Batches {
  stepsPerEpoch: number
  /** The batches of one epoch (from 1), the last one smaller. Each is valid until the next is asked for. */
  epoch(epoch: number): Generator<Samples>
}

/** Cuts the pictures named by `indices` into batches, all gathered into one buffer. */
export function createBatches(samples: Samples, indices: Uint32Array, options: BatchOptions): Batches {
  const { batchSize } = options
  const gather = createGatherer(samples, Math.min(batchSize, indices.length))
  return {
    stepsPerEpoch: Math.ceil(indices.length / batchSize),
    *epoch(epoch) {
      const order = epochOrder(indices, epoch, options)
      for (let start = 0; start < order.length; start += batchSize) {
        yield gather(order.subarray(start, start + batchSize))
      }
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

/** Copies pictures and labels, in the order asked for, into a buffer that the next call overwrites. */
export function createGatherer(samples: Samples, largest: number): (indices: Uint32Array) => Samples {
  const size = samples.pixels.length / samples.count
  const pixels = new Uint8Array(largest * size)
  const labels = new Uint8Array(largest)
  return (indices) => {
    for (const [place, index] of indices.entries()) {
      pixels.set(samples.pixels.subarray(index * size, (index + 1) * size), place * size)
      labels[place] = samples.labels[index] ?? 0
    }
    const { length: count } = indices
    return { count, pixels: pixels.subarray(0, count * size), labels: labels.subarray(0, count) }
  }
}
