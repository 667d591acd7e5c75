import { LoomError } from '#shared/messages/loom-error.ts'
import { readNumbers } from '../arrays/nd-array.ts'
import { type PickleValue, textOf } from '../pickle/pickle-values.ts'
import { unpickle } from '../pickle/unpickle.ts'
import type { CifarKind } from './cifar-members.ts'

export const cifarSide = 32
const planeBytes = cifarSide * cifarSide
export const cifarPictureBytes = 3 * planeBytes

export type CifarLabels = 'fine' | 'coarse'

/** What is read of a file: CIFAR-10, or CIFAR-100 with one of its two labels. */
export interface CifarReading {
  kind: CifarKind
  labels: CifarLabels
}

/** Pictures of 32×32×3 with their labels. */
export interface CifarBatch {
  file: string
  labels: Uint8Array
  pixels: Uint8Array
}

export function classCountOf({ kind, labels }: CifarReading): number {
  if (kind === 10) return 10
  return labels === 'fine' ? 100 : 20
}

/**
 * The binary version: for each picture one label byte (CIFAR-100: the coarse one, then the fine one), then its red, green and
 * blue plane, each row by row. Format: www.cs.toronto.edu/~kriz/cifar.html.
 * @throws LoomError data.fileEmpty, data.cifarSize, data.cifarLabel
 */
export function parseBinaryBatch(file: string, bytes: Uint8Array, reading: CifarReading): CifarBatch {
  const labelBytes = reading.kind === 10 ? 1 : 2
  const labelPlace = reading.kind === 100 && reading.labels === 'fine' ? 1 : 0
  const recordBytes = labelBytes + cifarPictureBytes
  if (bytes.length === 0) throw new LoomError('data.fileEmpty', { file })
  if (bytes.length % recordBytes !== 0) {
    throw new LoomError('data.cifarSize', { file, bytes: bytes.length, record: recordBytes })
  }
  const count = bytes.length / recordBytes
  const labels = new Uint8Array(count)
  const pixels = new Uint8Array(count * cifarPictureBytes)
  for (let index = 0; index < count; index += 1) {
    const start = index * recordBytes
    labels[index] = bytes[start + labelPlace] ?? 0
    interleave(bytes.subarray(start + labelBytes, start + recordBytes), pixels, index * cifarPictureBytes)
  }
  checkLabels(file, labels, classCountOf(reading))
  return { file, labels, pixels }
}

/**
 * The python version: a pickled dict with `data`, an array of bytes (n × 3072) in planes, and `labels`, or for CIFAR-100
 * `fine_labels` and `coarse_labels`.
 * @throws LoomError data.pickle…, data.cifarKey, data.cifarArray, data.cifarLabel
 */
export function parsePythonBatch(file: string, bytes: Uint8Array, reading: CifarReading): CifarBatch {
  const dict = unpickleDict(file, bytes)
  const name = reading.kind === 10 ? 'labels' : `${reading.labels}_labels`
  const planes = planesOf(file, dict.get('data'))
  const count = planes.length / cifarPictureBytes
  const labels = labelsOf(file, dict.get(name), name)
  if (labels.length !== count) {
    throw new LoomError('data.cifarCounts', { file, key: name, labels: labels.length, images: count })
  }
  const pixels = new Uint8Array(planes.length)
  for (let index = 0; index < count; index += 1) {
    const start = index * cifarPictureBytes
    interleave(planes.subarray(start, start + cifarPictureBytes), pixels, start)
  }
  checkLabels(file, labels, classCountOf(reading))
  return { file, labels, pixels }
}

/** The names in `batches.meta`, `meta`; null where it has none for these labels. @throws LoomError data.pickle… */
export function parsePythonNames(file: string, bytes: Uint8Array, reading: CifarReading): string[] | null {
  const names = unpickleDict(file, bytes).get(reading.kind === 10 ? 'label_names' : `${reading.labels}_label_names`)
  if (!Array.isArray(names)) return null
  const texts = names.map((name) => textOf(name))
  return texts.every((text) => text !== null && text !== '') ? texts.map(String) : null
}

/** The lines of `batches.meta.txt`, `fine_label_names.txt` …, which end with an empty one. */
export function parseTextNames(bytes: Uint8Array): string[] {
  return Buffer.from(bytes)
    .toString('utf8')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** Three planes become one picture with its colours side by side. */
function interleave(planes: Uint8Array, into: Uint8Array, at: number): void {
  let place = at
  for (let pixel = 0; pixel < planeBytes; pixel += 1) {
    into[place] = planes[pixel] ?? 0
    into[place + 1] = planes[pixel + planeBytes] ?? 0
    into[place + 2] = planes[pixel + 2 * planeBytes] ?? 0
    place += 3
  }
}

function checkLabels(file: string, labels: Uint8Array, classCount: number): void {
  const index = labels.findIndex((label) => label >= classCount)
  if (index < 0) return
  throw new LoomError('data.cifarLabel', { file, index: index + 1, label: labels[index] ?? 0, last: classCount - 1 })
}

function unpickleDict(file: string, bytes: Uint8Array): Map<string, PickleValue> {
  if (bytes.length === 0) throw new LoomError('data.fileEmpty', { file })
  const value = unpickle(file, bytes)
  if (!(value instanceof Map)) throw new LoomError('data.cifarKey', { file, key: 'data' })
  return value
}

function planesOf(file: string, value: PickleValue | undefined): Uint8Array {
  const array = typeof value === 'object' && value !== null && 'array' in value ? value.array : null
  if (!array) throw new LoomError('data.cifarKey', { file, key: 'data' })
  const { shape, type } = array
  const [count = 0, width] = shape
  const isRight = shape.length === 2 && count > 0 && width === cifarPictureBytes && type.kind === 'u' && type.size === 1
  if (!isRight) {
    throw new LoomError('data.cifarArray', { file, shape: shape.join(' × '), type: `${type.kind}${type.size}` })
  }
  return readNumbers(array) as Uint8Array
}

function labelsOf(file: string, value: PickleValue | undefined, key: string): Uint8Array {
  if (!Array.isArray(value)) throw new LoomError('data.cifarKey', { file, key })
  const index = value.findIndex((label) => !(Number.isInteger(label) && Number(label) >= 0 && Number(label) < 256))
  if (index >= 0)
    throw new LoomError('data.cifarLabel', { file, index: index + 1, label: describe(value[index]), last: 99 })
  return Uint8Array.from(value, Number)
}

function describe(value: PickleValue | undefined): string {
  return typeof value === 'number' ? String(value) : (textOf(value)?.slice(0, 40) ?? '?')
}
