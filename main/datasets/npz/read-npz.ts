import type { DataChoice } from '#shared/document/schema.ts'
import type { Shape } from '#shared/layers/shape.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { Message } from '#shared/messages/message.ts'
import { asClassNames, distinctLabels, mostClasses, numberLabels } from '../arrays/label-classes.ts'
import { countOf, type NdArray, type Numbers, readNumbers } from '../arrays/nd-array.ts'
import {
  findBadPixel,
  greatestOf,
  type PictureAxes,
  type PixelRange,
  rangeOf,
  readAxes,
  refuseOneClass,
  toPixels,
} from '../arrays/pictures-from-numbers.ts'
import { type Dataset, samplesInMemory } from '../dataset.ts'
import { splitTest } from '../split-test.ts'
import { readArrays } from './read-arrays.ts'

export type NpzChoice = Extract<DataChoice, { source: 'npz' }>

export interface NpzOptions {
  /** The most that the file, and each array in it, may hold. */
  limitBytes?: number
}

const defaultLimitBytes = 2 * 1024 ** 3

interface Split {
  axes: PictureAxes
  numbers: Numbers
  labels: Numbers
}

/**
 * A NumPy .npz with pictures and labels, such as Keras's mnist.npz, or .npy files side by side. Where it has none to test with, a share of them is kept
 * for the test. Pixels are 0 to 255, or 0 to 1 where none is above 1; a note says which.
 * @throws LoomError data.*
 */
export async function readNpz(choice: NpzChoice, options: NpzOptions = {}): Promise<Dataset> {
  const file = choice.path
  const { names, arrays } = await readArrays(file, options.limitBytes ?? defaultLimitBytes)
  const split = (images: string, labels: string) => readSplit(file, arrays, { images, labels })
  const train = split(names.trainImages, names.trainLabels)
  const test = names.testImages !== null && names.testLabels !== null ? split(names.testImages, names.testLabels) : null
  if (test) checkSameSize(file, train.axes.inputShape, test.axes.inputShape)
  const range = rangeOf(Math.max(greatestOf(train.numbers), test ? greatestOf(test.numbers) : 0))
  return toDataset(choice, { train, test, range })
}

function toDataset(
  choice: NpzChoice,
  { train, test, range }: { train: Split; test: Split | null; range: PixelRange },
): Dataset {
  const file = choice.path
  const classNames = distinctLabels(test ? [train.labels, test.labels] : [train.labels])
  refuseOneClass(file, classNames)
  if (classNames.length > mostClasses) {
    throw new LoomError('data.labelsMany', { file, count: classNames.length, limit: mostClasses })
  }
  const batch = ({ axes, numbers, labels }: Split) => ({
    count: axes.count,
    pixels: toPixels(numbers, range, axes),
    labels: numberLabels(labels, classNames),
  })
  const notes: Message[] = [{ code: range === 'unit' ? 'data.noteUnit' : 'data.noteByte' }]
  if (!test) notes.push({ code: 'data.noteSplit', values: { share: Math.round(100 * choice.testShare) } })
  const splits = test
    ? { train: samplesInMemory(batch(train)), test: samplesInMemory(batch(test)) }
    : splitTest(batch(train), classNames.length, choice)
  return {
    task: 'classification',
    inputShape: train.axes.inputShape,
    classes: asClassNames(classNames),
    ...splits,
    notes,
  }
}

function checkSameSize(file: string, train: Shape, test: Shape): void {
  if (train.join() === test.join()) return
  throw new LoomError('data.npzSizes', { file, train: train.join('×'), test: test.join('×') })
}

function readSplit(
  file: string,
  arrays: ReadonlyMap<string, NdArray>,
  { images, labels }: { images: string; labels: string },
): Split {
  const pictures = take(arrays, images)
  const axes = readAxes(pictures.shape)
  if (!axes) throw new LoomError('data.arrayShape', { file, name: images, shape: pictures.shape.join(' × ') })
  if (countOf(pictures.shape) === 0) throw new LoomError('data.arrayEmpty', { file, name: images })
  const numbers = readNumbers(pictures)
  const bad = findBadPixel(numbers)
  if (bad) {
    const picture = 1 + Math.floor(bad.index / (numbers.length / axes.count))
    throw new LoomError('data.arrayPixel', { file, name: images, picture, value: String(bad.value) })
  }
  const read = readLabels(file, labels, take(arrays, labels))
  if (read.length !== axes.count) {
    throw new LoomError('data.arrayCounts', { file, images, labels, imageCount: axes.count, labelCount: read.length })
  }
  return { axes, numbers, labels: read }
}

/** (n), (n, 1), or (n, k) with a single 1 in each row. */
function readLabels(file: string, name: string, array: NdArray): Numbers {
  const [count = 0, width = 1] = array.shape
  if (array.shape.length === 0 || array.shape.length > 2) {
    throw new LoomError('data.labelShape', { file, name, shape: array.shape.join(' × ') })
  }
  const numbers = readNumbers(array)
  const labels = width === 1 ? numbers : fromOneHot(numbers, count, width)
  if (!labels) throw new LoomError('data.labelShape', { file, name, shape: array.shape.join(' × ') })
  const index = labels.findIndex((label) => !Number.isInteger(label))
  if (index < 0) return labels
  throw new LoomError('data.labelWhole', { file, name, picture: index + 1, value: String(labels[index]) })
}

function fromOneHot(numbers: Numbers, count: number, width: number): Numbers | null {
  const labels = new Uint32Array(count)
  for (let row = 0; row < count; row += 1) {
    const cells = numbers.subarray(row * width, (row + 1) * width)
    const hot = cells.indexOf(1)
    const isOneHot = hot >= 0 && cells.every((cell, place) => cell === (place === hot ? 1 : 0))
    if (!isOneHot) return null
    labels[row] = hot
  }
  return labels
}

function take(arrays: ReadonlyMap<string, NdArray>, name: string): NdArray {
  const array = arrays.get(name)
  if (!array) throw new Error(`no array ${name}`)
  return array
}
