import { LoomError } from '#shared/messages/loom-error.ts'
import { allocateBytes, type Dataset, type PixelStore, type Samples } from '../dataset.ts'
import { gatherLabels } from '../gather.ts'
import { openCopyFinder } from './find-copies.ts'
import { type WalkOptions, walkPictures } from './walk-pictures.ts'

/**
 * The data set with each picture once in its training part: without those that are test pictures as well, or that repeat an
 * earlier one. The test part stays, so that accuracies can be compared.
 * @throws LoomError data.onlyCopies, data.cancelled, data.unreadable, data.cacheShort
 */
export async function leaveOutCopies(dataset: Dataset, options: WalkOptions = {}): Promise<Dataset> {
  const finder = openCopyFinder(dataset)
  const left = new Set<number>()
  try {
    await walkPictures(dataset, finder.take, options)
    for (const { train, test } of finder.groups()) {
      for (const index of test.length > 0 ? train : train.slice(1)) left.add(index)
    }
  } finally {
    finder.close()
  }
  if (left.size === 0) return dataset
  if (left.size === dataset.train.count) throw new LoomError('data.onlyCopies', { count: left.size })
  const kept = Uint32Array.from({ length: dataset.train.count }, (_, index) => index).filter(
    (index) => !left.has(index),
  )
  const { origins } = dataset
  return {
    ...dataset,
    train: takeSamples(dataset.train, kept),
    ...(origins ? { origins: { ...origins, train: [...kept].flatMap((index) => origins.train[index] ?? []) } } : {}),
    notes: [...(dataset.notes ?? []), { code: 'data.copiesLeftOut', values: { count: left.size } }],
  }
}

function takeSamples(samples: Samples, kept: Uint32Array): Samples {
  return { count: kept.length, pixels: takePixels(samples.pixels, kept), labels: shareLabels(samples, kept) }
}

function takePixels(store: PixelStore, kept: Uint32Array): PixelStore {
  if (store.kind === 'shards') return { ...store, places: kept.map((index) => store.places[index] ?? 0) }
  const { bytes, pictureBytes } = store
  const taken = allocateBytes(kept.length * pictureBytes)
  for (const [place, index] of kept.entries()) {
    taken.set(bytes.subarray(index * pictureBytes, (index + 1) * pictureBytes), place * pictureBytes)
  }
  return { ...store, bytes: taken }
}

/** In memory that threads share, as labels of data sets are. */
function shareLabels(samples: Samples, kept: Uint32Array): Samples['labels'] {
  const taken = gatherLabels(samples, kept)
  const shared = allocateBytes(taken.byteLength)
  shared.set(new Uint8Array(taken.buffer, taken.byteOffset, taken.byteLength))
  return taken instanceof Uint16Array ? new Uint16Array(shared.buffer) : shared
}
