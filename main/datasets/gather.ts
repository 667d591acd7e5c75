import type { Labels } from '#shared/contract/data.ts'
import type { Batch, Samples } from './dataset.ts'
import { openPixels } from './shards/read-pixels.ts'

/** Takes pictures out of a split. Whoever opened it closes it. */
export interface SampleReader {
  /**
   * Copies pictures and labels, in the order asked for; into the memory of `used`, a batch that is done with, if it has room.
   * @throws LoomError data.unreadable, data.cacheShort
   */
  gather(indices: Uint32Array, used?: Batch): Batch
  close(): void
}

export function openSamples(samples: Samples): SampleReader {
  const { pictureBytes } = samples.pixels
  const reader = openPixels(samples.pixels)
  return {
    gather(indices, used) {
      const length = indices.length * pictureBytes
      const pixels = new Uint8Array(roomFor(length, used?.pixels), 0, length)
      for (const [place, index] of indices.entries()) reader.read(index, pixels, place * pictureBytes)
      return { count: indices.length, pixels, labels: gatherLabels(samples, indices, used?.labels) }
    },
    close: () => reader.close(),
  }
}

/** A batch for once. */
export function gather(samples: Samples, indices: Uint32Array): Batch {
  const reader = openSamples(samples)
  try {
    return reader.gather(indices)
  } finally {
    reader.close()
  }
}

/** The labels alone, for which no picture is read. */
export function gatherLabels(
  { labels, count }: Pick<Samples, 'labels' | 'count'>,
  indices: Uint32Array,
  used?: Labels,
) {
  const size = count === 0 ? 0 : labels.length / count
  const length = indices.length * size
  const room = roomFor(length * labels.BYTES_PER_ELEMENT, used)
  const gathered = labels instanceof Uint16Array ? new Uint16Array(room, 0, length) : new Uint8Array(room, 0, length)
  for (const [place, index] of indices.entries()) {
    gathered.set(labels.subarray(index * size, (index + 1) * size), place * size)
  }
  return gathered
}

function roomFor(byteLength: number, used: Labels | undefined): ArrayBufferLike {
  return used && used.buffer.byteLength >= byteLength ? used.buffer : new ArrayBuffer(byteLength)
}
