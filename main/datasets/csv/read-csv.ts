import { access } from 'node:fs/promises'
import path from 'node:path'
import type { DataChoice } from '#shared/document/schema.ts'
import type { Shape } from '#shared/layers/shape.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { Message } from '#shared/messages/message.ts'
import { asClassNames, distinctLabels, mostClasses, numberLabels } from '../arrays/label-classes.ts'
import { type PixelRange, rangeOf, refuseOneClass, squareShape, toPixels } from '../arrays/pictures-from-numbers.ts'
import { type Dataset, samplesInMemory } from '../dataset.ts'
import { splitTest } from '../split-test.ts'
import { type CsvTable, type ReadCsvOptions, readTable } from './read-table.ts'

export type CsvChoice = Extract<DataChoice, { source: 'csv' }>

/**
 * Pictures as rows of numbers, each with its label in one of the columns: `label,pixel1,pixel2 …`, with or without a line of
 * titles. The test pictures are in `testPath`, or in the file that is called `…_test.csv` where this one is `…_train.csv`;
 * else a share of the pictures is kept for them.
 * @throws LoomError data.*, naming line and column
 */
export async function readCsv(choice: CsvChoice, options: Pick<ReadCsvOptions, 'limitBytes'> = {}): Promise<Dataset> {
  const { path: file, label } = choice
  const train = await readTable(file, { label, ...options })
  const testFile = choice.testPath ?? (await findTestFile(file))
  const test = testFile === null ? null : await readTable(testFile, { label, ...options })
  if (test && test.width !== train.width) {
    throw new LoomError('data.csvWidths', { file: test.file, width: test.width, other: file, otherWidth: train.width })
  }
  const inputShape = shapeOf(choice, train.width)
  const range = rangeOf(Math.max(train.greatest, test?.greatest ?? 0))
  return toDataset(choice, { train, test, inputShape, range })
}

interface Tables {
  train: CsvTable
  test: CsvTable | null
  inputShape: Shape
  range: PixelRange
}

function toDataset(choice: CsvChoice, { train, test, inputShape, range }: Tables): Dataset {
  const names = distinctLabels(test ? [train.labels, test.labels] : [train.labels])
  refuseOneClass(choice.path, names)
  if (names.length > mostClasses) {
    throw new LoomError('data.labelsMany', { file: choice.path, count: names.length, limit: mostClasses })
  }
  const batch = ({ numbers, labels }: CsvTable) => ({
    count: labels.length,
    pixels: toPixels(numbers, range, { count: labels.length, inputShape, isPlanes: false }),
    labels: numberLabels(labels, names),
  })
  const notes: Message[] = [{ code: range === 'unit' ? 'data.noteUnit' : 'data.noteByte' }]
  if (test) notes.push({ code: 'data.noteTestFile', values: { file: test.file } })
  else notes.push({ code: 'data.noteSplit', values: { share: Math.round(100 * choice.testShare) } })
  const splits = test
    ? { train: samplesInMemory(batch(train)), test: samplesInMemory(batch(test)) }
    : splitTest(batch(train), names.length, choice)
  return { task: 'classification', inputShape, classes: asClassNames(names), ...splits, notes }
}

/** The size that was given, where it fits; else the square that so many numbers make. */
function shapeOf({ path: file, size }: CsvChoice, width: number): Shape {
  if (!size) {
    const square = squareShape(width)
    if (!square) throw new LoomError('data.csvNoSquare', { file, count: width })
    return square
  }
  const { height, width: columns, channels } = size
  if (height * columns * channels !== width) {
    throw new LoomError('data.csvSize', { file, size: `${height}×${columns}×${channels}`, count: width })
  }
  return [height, columns, channels]
}

/** Null where there is none. Files that are only called train and test are left alone: such a test file often has no labels. */
export async function findTestFile(file: string): Promise<string | null> {
  const name = path.basename(file)
  const found = /^(.+[-_.])train(\.csv(?:\.gz)?)$/i.exec(name)
  if (!found) return null
  const test = path.join(path.dirname(file), `${found[1]}test${found[2]}`)
  return access(test).then(
    () => test,
    () => null,
  )
}
