import { LoomError } from '#shared/messages/loom-error.ts'
import { type Dataset, type Samples, samplesInMemory } from '../dataset.ts'
import { readClassNames } from './class-names.ts'
import { findIdxFiles } from './find-idx-files.ts'
import { type IdxFile, readIdxFile } from './read-idx-file.ts'

export interface IdxFolderOptions {
  /** The most bytes that one file may unpack to. */
  limitBytes?: number
}

interface Split {
  images: IdxFile
  labels: IdxFile
}

/** Where the first size and the first label stand in a file. */
const countOffset = 4
const labelsOffset = 8

/**
 * A data set in MNIST's four files: grey pictures `(n, h, w)` or colour ones `(n, h, w, 3)`.
 * @throws LoomError data.*, naming the file and the byte at fault
 */
export async function readIdxFolder(directory: string, options: IdxFolderOptions = {}): Promise<Dataset> {
  const files = await findIdxFiles(directory)
  const train = await readSplit(files.trainImages, files.trainLabels, options)
  const test = await readSplit(files.testImages, files.testLabels, options)
  const inputShape = pictureShape(train.images)
  const testShape = pictureShape(test.images)
  if (inputShape.join() !== testShape.join()) {
    throw new LoomError('data.sizesDiffer', {
      file: test.images.file,
      offset: 8,
      size: testShape.join('×'),
      other: train.images.file,
      otherSize: inputShape.join('×'),
    })
  }
  const count = 1 + Math.max(largest(train.labels.data), largest(test.labels.data))
  const classes = await readClassNames(directory, count, test.labels.data)
  for (const { labels } of [train, test]) checkLabels(labels, classes.length)
  if (classes.length < 2) throw new LoomError('data.oneClass', { file: train.labels.file, offset: labelsOffset })
  return { task: 'classification', inputShape, classes, train: toSamples(train), test: toSamples(test) }
}

async function readSplit(imagesFile: string, labelsFile: string, options: IdxFolderOptions): Promise<Split> {
  const labels = await readIdxFile(labelsFile, { ranks: [1], ...options })
  const images = await readIdxFile(imagesFile, { ranks: [3, 4], ...options })
  const [count = 0] = images.sizes
  if (count !== labels.data.length) {
    throw new LoomError('data.countsDiffer', {
      file: labelsFile,
      offset: countOffset,
      labels: labels.data.length,
      images: count,
      other: imagesFile,
    })
  }
  return { images, labels }
}

function pictureShape({ file, sizes }: IdxFile): number[] {
  const [, height = 0, width = 0, channels = 1] = sizes
  if (channels !== 1 && channels !== 3) throw new LoomError('data.channels', { file, offset: 16, channels })
  return [height, width, channels]
}

function largest(labels: Uint8Array): number {
  return labels.reduce((most, label) => Math.max(most, label), 0)
}

function checkLabels({ file, data }: IdxFile, classCount: number): void {
  const place = data.findIndex((label) => label >= classCount)
  if (place < 0) return
  throw new LoomError('data.labelRange', { file, offset: labelsOffset + place, label: data[place] ?? 0, classCount })
}

function toSamples({ images, labels }: Split): Samples {
  return samplesInMemory({ count: labels.data.length, pixels: images.data, labels: labels.data })
}
