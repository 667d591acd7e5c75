import { type FileHandle, open } from 'node:fs/promises'
import path from 'node:path'

/** As many pictures as fit into this go into one file. */
const shardBytes = 256 * 1024 ** 2

export interface ShardWriter {
  picturesPerFile: number
  /** In any order, and several at once. */
  write(row: number, picture: Uint8Array): Promise<void>
  close(): Promise<void>
  /** The names of the files and their bytes, once they are closed. */
  shards(): { name: string; bytes: number }[]
}

/** Packs pictures of one size into files of a folder. Rows that are never written are holes. */
export function openShardWriter(directory: string, pictureBytes: number): ShardWriter {
  const picturesPerFile = Math.max(1, Math.floor(shardBytes / pictureBytes))
  const opened = new Map<number, Promise<FileHandle>>()
  const sizes = new Map<number, number>()
  const nameOf = (place: number) => `pictures-${String(place).padStart(4, '0')}.bin`

  return {
    picturesPerFile,
    async write(row, picture) {
      const place = Math.floor(row / picturesPerFile)
      const opening = opened.get(place) ?? open(path.join(directory, nameOf(place)), 'w')
      opened.set(place, opening)
      const handle = await opening
      await handle.write(picture, 0, pictureBytes, (row % picturesPerFile) * pictureBytes)
    },
    async close() {
      for (const [place, opening] of opened) {
        const handle = await opening
        sizes.set(place, (await handle.stat()).size)
        await handle.close()
      }
    },
    /** A file of which every picture was left out was never begun: it has no bytes. */
    shards: () =>
      Array.from({ length: 1 + Math.max(-1, ...sizes.keys()) }, (_, place) => ({
        name: nameOf(place),
        bytes: sizes.get(place) ?? 0,
      })),
  }
}
