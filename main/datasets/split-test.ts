import { LoomError } from '#shared/messages/loom-error.ts'
import { type Batch, type Samples, samplesInMemory } from './dataset.ts'
import { seededRandom } from './random.ts'
import { splitValidation } from './stratify.ts'

export interface TestSplit {
  /** Of the file, for the error. */
  path: string
  /** Share of all pictures, from 0 to 1. */
  testShare: number
  seed: number
}

/**
 * Keeps a share of the pictures for the test, each class in proportion; always the same ones for the same seed.
 * @throws LoomError data.fewPictures: none are left to train or to test with
 */
export function splitTest(
  all: Batch,
  classCount: number,
  { path, testShare, seed }: TestSplit,
): { train: Samples; test: Samples } {
  const random = seededRandom(seed, 0)
  const { training, validation } = splitValidation(all.labels, classCount, testShare, random)
  if (training.length === 0 || validation.length === 0) {
    throw new LoomError('data.fewPictures', { path, count: all.count })
  }
  return { train: take(all, training), test: take(all, validation) }
}

function take({ count, pixels, labels }: Batch, indices: Uint32Array): Samples {
  const size = pixels.length / count
  const taken = new Uint8Array(new SharedArrayBuffer(indices.length * size))
  for (const [place, index] of indices.entries()) {
    taken.set(pixels.subarray(index * size, (index + 1) * size), place * size)
  }
  const kept = labels.slice(0, indices.length)
  for (const [place, index] of indices.entries()) kept[place] = labels[index] ?? 0
  return samplesInMemory({ count: indices.length, pixels: taken, labels: kept })
}
