import { closeSync, openSync, readSync } from 'node:fs'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { PixelStore, ShardedPixels } from '../dataset.ts'
import { reasonOf } from '../reason-of.ts'

/** Whoever opened it closes it. */
export interface PixelReader {
  /** Copies the picture `index` of the split to `into`, from the byte `at` on. @throws LoomError data.unreadable, data.cacheShort */
  read(index: number, into: Uint8Array, at: number): void
  close(): void
}

export function openPixels(store: PixelStore): PixelReader {
  if (store.kind === 'shards') return openShards(store)
  const { bytes, pictureBytes } = store
  return {
    read: (index, into, at) => into.set(bytes.subarray(index * pictureBytes, (index + 1) * pictureBytes), at),
    close: () => {},
  }
}

/** Opens each file when it is first needed. Reading waits for the disk only where the system does not hold the file in memory. */
function openShards({ files, picturesPerFile, pictureBytes, places }: ShardedPixels): PixelReader {
  const opened = new Map<number, number>()

  function descriptorOf(place: number): number {
    const found = opened.get(place) ?? openSync(files[place] ?? '', 'r')
    opened.set(place, found)
    return found
  }

  return {
    read(index, into, at) {
      const row = places[index] ?? 0
      const place = Math.floor(row / picturesPerFile)
      const file = files[place] ?? ''
      let count: number
      try {
        count = readSync(descriptorOf(place), into, at, pictureBytes, (row % picturesPerFile) * pictureBytes)
      } catch (error) {
        throw new LoomError('data.unreadable', { file, reason: reasonOf(error) }, { cause: error })
      }
      if (count < pictureBytes) throw new LoomError('data.cacheShort', { file })
    },
    close() {
      for (const descriptor of opened.values()) closeSync(descriptor)
      opened.clear()
    },
  }
}
