import { createHash, type Hash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { Dataset, Samples } from '../datasets/dataset.ts'
import { openSamples } from '../datasets/gather.ts'

/** Read and hashed at once; after each piece the training has its turn for as long. */
const pieceBytes = 4 * 1024 ** 2

const known = new WeakMap<Dataset, Promise<string>>()

/**
 * SHA-256 over the shape, the pictures and the labels of both splits, in their order: the same for the same data, wherever it
 * comes from. Counted once for each data set that is open.
 */
export function hashDataset(dataset: Dataset): Promise<string> {
  const found = known.get(dataset) ?? readAndHash(dataset)
  known.set(dataset, found)
  found.catch(() => known.delete(dataset))
  return found
}

async function readAndHash({ task, inputShape, classes, train, test }: Dataset): Promise<string> {
  const hash = createHash('sha256')
  hash.update(JSON.stringify([task, inputShape, classes.length, train.count, test.count]))
  for (const samples of [train, test]) await addSamples(hash, samples)
  return hash.digest('hex')
}

async function addSamples(hash: Hash, samples: Samples): Promise<void> {
  const reader = openSamples(samples)
  const atOnce = Math.max(1, Math.floor(pieceBytes / Math.max(1, samples.pixels.pictureBytes)))
  try {
    for (let first = 0; first < samples.count; first += atOnce) {
      const startedAt = performance.now()
      const count = Math.min(atOnce, samples.count - first)
      hash.update(reader.gather(Uint32Array.from({ length: count }, (_, place) => first + place)).pixels)
      await setTimeout(performance.now() - startedAt)
    }
  } finally {
    reader.close()
  }
  // As numbers of 16 bits, lower byte first, whatever the labels are kept in.
  const labels = new DataView(new ArrayBuffer(2 * samples.labels.length))
  for (const [place, label] of samples.labels.entries()) labels.setUint16(2 * place, label, true)
  hash.update(new Uint8Array(labels.buffer))
}
