import type { Samples } from '../dataset.ts'
import { gather } from '../gather.ts'
import { countingIndices } from '../random.ts'

/** All pictures of a split, one after the other. */
export function pixelsOf(samples: Samples): Uint8Array {
  return gather(samples, countingIndices(samples.count)).pixels
}
