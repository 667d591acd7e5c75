import { setImmediate } from 'node:timers/promises'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { SplitName, SplitSamples } from '../batch-feed.ts'
import type { PixelStore } from '../dataset.ts'
import { openPixels } from '../shards/read-pixels.ts'

export interface WalkOptions {
  signal?: AbortSignal | undefined
  onProgress?: ((done: number, total: number) => void) | undefined
}

/** Test pictures come first. */
export const splitOrder = ['test', 'train'] as const satisfies readonly SplitName[]

/** So long others wait for their turn. */
const turnMs = 15

/**
 * Shows every picture once, those of files in the order in which they lie there. The memory of a picture is used again for the
 * next one.
 * @throws LoomError data.cancelled, data.unreadable, data.cacheShort
 */
export async function walkPictures(
  samples: SplitSamples,
  visit: (picture: Uint8Array, split: SplitName, index: number) => void,
  { signal, onProgress }: WalkOptions = {},
): Promise<void> {
  const total = samples.train.count + samples.test.count
  let done = 0
  let turnEndsMs = performance.now() + turnMs
  for (const split of splitOrder) {
    const { pixels, count } = samples[split]
    const picture = new Uint8Array(pixels.pictureBytes)
    const reader = openPixels(pixels)
    try {
      for (const index of placesInOrder(pixels, count)) {
        reader.read(index, picture, 0)
        visit(picture, split, index)
        done += 1
        if (performance.now() < turnEndsMs) continue
        onProgress?.(done, total)
        await setImmediate()
        if (signal?.aborted) throw new LoomError('data.cancelled')
        turnEndsMs = performance.now() + turnMs
      }
    } finally {
      reader.close()
    }
  }
  onProgress?.(total, total)
}

function placesInOrder(pixels: PixelStore, count: number): Uint32Array {
  const places = Uint32Array.from({ length: count }, (_, index) => index)
  if (pixels.kind === 'memory') return places
  const rows = pixels.places
  return places.sort((a, b) => (rows[a] ?? 0) - (rows[b] ?? 0))
}
