import { createHash } from 'node:crypto'
import type { SplitName, SplitSamples } from '../batch-feed.ts'
import { openPixels } from '../shards/read-pixels.ts'

/** Places of equal pictures in both splits, two in sum at least, each in rising order. */
export type EqualPictures = Record<SplitName, number[]>

/** Finds pictures that are equal byte by byte. Whoever opened it closes it. */
export interface CopyFinder {
  take(picture: Uint8Array, split: SplitName, index: number): void
  /** Groups of equal pictures, in the order of their first ones. */
  groups(): EqualPictures[]
  close(): void
}

interface Place {
  split: SplitName
  index: number
}

/**
 * It holds a number for each picture, and no pixels: pictures whose numbers agree are read again and compared. `numberOf` is for
 * tests.
 */
export function openCopyFinder(samples: SplitSamples, numberOf = hashPicture): CopyFinder {
  const readers = { train: openPixels(samples.train.pixels), test: openPixels(samples.test.pixels) }
  const other = new Uint8Array(samples.train.pixels.pictureBytes)
  // Test pictures are numbered from 0 down, so that a number tells both the split and the place.
  const seen = new Map<number, number>()
  const groups = new Map<number, EqualPictures>()

  function isEqual(picture: Uint8Array, id: number): boolean {
    const { split, index } = placeOf(id)
    readers[split].read(index, other, 0)
    return Buffer.compare(picture, other) === 0
  }

  return {
    take(picture, split, index) {
      // Unlike pictures with one number: the next number that is free, or that of an equal picture.
      for (let key = numberOf(picture); ; key += 1) {
        const found = seen.get(key)
        if (found === undefined) {
          seen.set(key, idOf({ split, index }))
          return
        }
        if (!isEqual(picture, found)) continue
        const group = groups.get(found) ?? begin(placeOf(found))
        group[split].push(index)
        groups.set(found, group)
        return
      }
    },
    groups: () => [...groups.values()].map(sortPlaces).sort((a, b) => firstPlace(a) - firstPlace(b)),
    close() {
      readers.train.close()
      readers.test.close()
    },
  }
}

/** The first 48 bits of SHA-1, which JavaScript holds exactly. */
function hashPicture(picture: Uint8Array): number {
  return createHash('sha1').update(picture).digest().readUIntBE(0, 6)
}

function idOf({ split, index }: Place): number {
  return split === 'train' ? index : -1 - index
}

function placeOf(id: number): Place {
  return id < 0 ? { split: 'test', index: -1 - id } : { split: 'train', index: id }
}

function begin({ split, index }: Place): EqualPictures {
  return { train: split === 'train' ? [index] : [], test: split === 'test' ? [index] : [] }
}

function sortPlaces({ train, test }: EqualPictures): EqualPictures {
  return { train: train.sort((a, b) => a - b), test: test.sort((a, b) => a - b) }
}

function firstPlace({ train, test }: EqualPictures): number {
  return test[0] ?? train[0] ?? 0
}
