import type { Samples } from './dataset.ts'

/** Copies pictures and labels, in the order asked for; into the memory of `used`, a batch that is done with, if it has room. */
export function gather(samples: Samples, indices: Uint32Array, used?: Samples): Samples {
  const { length: count } = indices
  const pixels = gatherRows(samples.pixels, samples.count, indices, used?.pixels)
  const labels = gatherRows(samples.labels, samples.count, indices, used?.labels)
  return { count, pixels, labels }
}

/** `rows` has `count` rows of equal length. */
function gatherRows(rows: Uint8Array, count: number, indices: Uint32Array, used: Uint8Array | undefined): Uint8Array {
  const size = count === 0 ? 0 : rows.length / count
  const length = indices.length * size
  const gathered =
    used && used.buffer.byteLength >= length ? new Uint8Array(used.buffer, 0, length) : new Uint8Array(length)
  for (const [place, index] of indices.entries()) {
    gathered.set(rows.subarray(index * size, (index + 1) * size), place * size)
  }
  return gathered
}
