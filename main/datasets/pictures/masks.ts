import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { wordReason } from '#shared/document/explain-issue.ts'
import { LoomError, toMessage } from '#shared/messages/loom-error.ts'
import { decodeMask, isSkipped, type PicturesChoice, readSize } from './decode-picture.ts'
import { createMaskReader, ignoredLabel, type MaskNames } from './mask-classes.ts'
import { labelsFile } from './picture-set.ts'

/** The labels of pixels are held in memory, and read at once. */
const mostBytes = 2 ** 31 - 1

/** The masks of a set while it is prepared. */
export interface Masks {
  /** Reads one mask. @throws LoomError data.skip.*, data.maskColours */
  take(pair: { picture: Uint8Array; mask: Uint8Array; path: string; row: number }): Promise<void>
  /** Writes the labels of the rows that are kept, and answers the names of the classes. @throws LoomError data.maskOneClass */
  keep(directory: string, rows: readonly number[]): Promise<string[]>
}

/** @throws LoomError data.masksTooLarge */
export function createMasks(choice: PicturesChoice, count: number, { names, colours }: MaskNames): Masks {
  const size = choice.height * choice.width
  if (size * count > mostBytes) {
    const gibibytes = (bytes: number) => (bytes / 1024 ** 3).toFixed(1)
    throw new LoomError('data.masksTooLarge', { size: gibibytes(size * count), limit: gibibytes(mostBytes) })
  }
  const labels = new Uint8Array(size * count)
  const reader = createMaskReader(choice.ignoreColour, colours)
  return {
    async take({ picture, mask, path: name, row }) {
      const [own, other] = [await readSize(picture), await sizeOfMask(mask)]
      if (own.join() !== other.join()) {
        throw new LoomError('data.skip.maskSize', { picture: own.join(' × '), mask: other.join(' × ') })
      }
      labels.set(reader.read(await decodeMask(mask, choice), name), row * size)
    },
    async keep(directory, rows) {
      const { classes, finalLabels } = reader.finish()
      if (classes.length < 2) throw new LoomError('data.maskOneClass', { path: choice.path })
      const kept = new Uint8Array(rows.length * size)
      for (const [place, row] of rows.entries()) kept.set(labels.subarray(row * size, (row + 1) * size), place * size)
      for (const [at, label] of kept.entries()) kept[at] = finalLabels[label] ?? ignoredLabel
      await writeFile(path.join(directory, labelsFile), kept)
      return classes.map(({ name }, label) => names[label] ?? name)
    },
  }
}

async function sizeOfMask(mask: Uint8Array): Promise<[number, number]> {
  try {
    return await readSize(mask)
  } catch (error) {
    if (!isSkipped(error)) throw error
    throw new LoomError('data.skip.maskDamaged', wordReason(toMessage(error)), { cause: error })
  }
}
