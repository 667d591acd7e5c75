import path from 'node:path'
import fc from 'fast-check'
import { strToU8, type Zippable, zipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { Dataset } from '../dataset.ts'
import { countClasses } from '../stratify.ts'
import { type Content, failureOf, makeNpy, rawNpy, temporaryFolder, writeFiles } from '../testing/make-files.ts'
import { pixelsOf } from '../testing/pixels-of.ts'
import { type NpzOptions, readNpz } from './read-npz.ts'

let root: string
let count = 0
beforeAll(async () => {
  root = await temporaryFolder()
})

async function fileOf(content: Content, name = 'set.npz'): Promise<string> {
  count += 1
  await writeFiles(path.join(root, String(count)), { [name]: content })
  return path.join(root, String(count), name)
}

function zipOf(arrays: Zippable): Promise<string> {
  return fileOf(zipSync(arrays))
}

function open(file: string, options: NpzOptions = {}): Promise<Dataset> {
  return readNpz({ source: 'npz', path: file, testShare: 0.25, seed: 1 }, options)
}

const bytes = (...values: number[]) => Uint8Array.from(values)
const counting = (length: number) => Uint8Array.from({ length }, (_, index) => index)
const viewOf = (array: ArrayBufferView) => new Uint8Array(array.buffer)

/** Two training pictures of 2×3 and one to test with. */
const good = {
  'x_train.npy': makeNpy([2, 2, 3], '|u1', counting(12)),
  'y_train.npy': makeNpy([2], '|u1', bytes(0, 1)),
  'x_test.npy': makeNpy([1, 2, 3], '|u1', bytes(255, 0, 0, 0, 0, 9)),
  'y_test.npy': makeNpy([1], '|u1', bytes(1)),
}

/** Pictures without any to test with. */
function images(shape: readonly number[], descr: string, numbers: ArrayBufferView, isFortran = false): Zippable {
  const labels = Uint8Array.from({ length: shape[0] ?? 0 }, (_, index) => index % 2)
  return {
    'images.npy': makeNpy(shape, descr, viewOf(numbers), isFortran),
    'labels.npy': makeNpy([labels.length], '|u1', labels),
  }
}

/** All pictures in the order of their first pixel. */
async function allPixels(file: string): Promise<number[][]> {
  const { train, test, inputShape } = await open(file)
  const size = inputShape.reduce((product, side) => product * side, 1)
  const all = [...pixelsOf(train), ...pixelsOf(test)]
  return Array.from({ length: all.length / size }, (_, index) => all.slice(index * size, (index + 1) * size)).sort(
    (a, b) => (a[0] ?? 0) - (b[0] ?? 0),
  )
}

describe('NumPy files', () => {
  it('reads the four arrays that Keras has in mnist.npz', async () => {
    const { train, test, inputShape, classes, notes } = await open(await zipOf(good))
    expect(inputShape).toEqual([2, 3, 1])
    expect([...train.labels, ...test.labels]).toEqual([0, 1, 1])
    expect([...pixelsOf(train)]).toEqual([...counting(12)])
    expect([...pixelsOf(test)]).toEqual([255, 0, 0, 0, 0, 9])
    expect(classes.map(({ en }) => en)).toEqual(['0', '1'])
    expect(notes).toEqual([{ code: 'data.noteByte' }])
  })

  it('reads .npy files side by side', async () => {
    count += 1
    await writeFiles(path.join(root, String(count)), good)
    const { train, test } = await open(path.join(root, String(count), 'y_train.npy'))
    expect([train.count, test.count]).toEqual([2, 1])
  })

  it('keeps a share of each class for the test, always the same', async () => {
    const file = await zipOf({
      ...images([80, 2, 2], '|u1', new Uint8Array(320).fill(9)),
      'labels.npy': makeNpy(
        [80, 1],
        '<i8',
        viewOf(BigInt64Array.from({ length: 80 }, (_, index) => BigInt(index % 4))),
      ),
    })
    const { train, test, notes } = await open(file)
    expect(countClasses(train.labels, 4)).toEqual([15, 15, 15, 15])
    expect(countClasses(test.labels, 4)).toEqual([5, 5, 5, 5])
    expect([...(await open(file)).test.labels]).toEqual([...test.labels])
    expect(notes?.[1]).toEqual({ code: 'data.noteSplit', values: { share: 25 } })
  })

  it('takes numbers up to 1 for shares of white, and says so', async () => {
    const file = await zipOf(images([4, 1, 2], '<f4', Float32Array.of(0, 1, 0.2, 0.5, 0.4, 1, 0.6, 0)))
    expect(await allPixels(file)).toEqual([
      [0, 255],
      [51, 128],
      [102, 255],
      [153, 0],
    ])
    expect((await open(file)).notes?.[0]?.code).toBe('data.noteUnit')
  })

  it.each<[what: string, arrays: Zippable, shape: number[]]>([
    ['doubles', images([4, 1, 2], '<f8', Float64Array.of(0, 10, 1, 11, 2, 12, 3, 13)), [1, 2, 1]],
    [
      'shorts, high bytes first',
      images([4, 1, 2], '>u2', bytes(0, 0, 0, 10, 0, 1, 0, 11, 0, 2, 0, 12, 0, 3, 0, 13)),
      [1, 2, 1],
    ],
    ['whole numbers of 4 bytes', images([4, 1, 2], '<i4', Int32Array.of(0, 10, 1, 11, 2, 12, 3, 13)), [1, 2, 1]],
    ['Fortran’s order', images([4, 1, 2], '|u1', bytes(0, 1, 2, 3, 10, 11, 12, 13), true), [1, 2, 1]],
    ['an axis of one channel', images([4, 1, 2, 1], '|u1', bytes(0, 10, 1, 11, 2, 12, 3, 13)), [1, 2, 1]],
    ['one plane', images([4, 1, 1, 2], '|i1', bytes(0, 10, 1, 11, 2, 12, 3, 13)), [1, 2, 1]],
  ])('reads %s', async (_, arrays, shape) => {
    const file = await zipOf(arrays)
    expect((await open(file)).inputShape).toEqual(shape)
    expect(await allPixels(file)).toEqual([
      [0, 10],
      [1, 11],
      [2, 12],
      [3, 13],
    ])
  })

  it('turns planes of colour into pixels of colour', async () => {
    const planes = (red: number) => [red, red + 1, 100, 101, 200, 201]
    const arrays = images([4, 3, 1, 2], '|u1', bytes(...planes(0), ...planes(10), ...planes(20), ...planes(30)))
    const file = await zipOf(arrays)
    expect((await open(file)).inputShape).toEqual([1, 2, 3])
    expect((await allPixels(file))[1]).toEqual([10, 100, 200, 11, 101, 201])
  })

  it('takes rows of numbers for square pictures', async () => {
    expect((await open(await zipOf(images([4, 784], '|u1', new Uint8Array(3136).fill(2))))).inputShape).toEqual([
      28, 28, 1,
    ])
    expect((await open(await zipOf(images([4, 3072], '|u1', new Uint8Array(12288).fill(2))))).inputShape).toEqual([
      32, 32, 3,
    ])
  })

  it('takes labels from one-hot rows, and classes from the labels there are', async () => {
    const hot = {
      ...good,
      'y_train.npy': makeNpy([2, 3], '<f4', viewOf(Float32Array.of(0, 0, 1, 1, 0, 0))),
      'y_test.npy': makeNpy([1, 3], '<f4', viewOf(Float32Array.of(0, 0, 1))),
    }
    const { train, classes } = await open(await zipOf(hot))
    expect(classes.map(({ en }) => en)).toEqual(['0', '2'])
    expect([...train.labels]).toEqual([1, 0])
  })
})

const labelled = (labels: Buffer): Zippable => ({ ...good, 'y_train.npy': labels })
const pictured = (pictures: Buffer): Zippable => ({ ...good, 'x_train.npy': pictures })
const floats = (...values: number[]) => makeNpy([2, 1, 1], '<f8', viewOf(Float64Array.from(values)))

describe('damaged NumPy files', () => {
  it.each<[what: string, make: () => Promise<string>, code: string, says: string]>([
    ['a missing file', async () => path.join(root, 'gone.npz'), 'data.unreadable', 'gone.npz'],
    ['a folder', async () => root, 'data.unreadable', 'directory'],
    ['an empty file', () => fileOf(''), 'data.fileEmpty', 'set.npz'],
    ['a text', () => fileOf('hello'), 'data.badZip', 'savez'],
    ['a zip cut off', () => fileOf(zipSync(good).subarray(0, 500)), 'data.badZip', 'set.npz'],
    ['a zip without arrays', () => zipOf({ 'a.txt': strToU8('x') }), 'data.npzNames', 'x_train'],
    ['arrays of other names', () => zipOf({ 'a.npy': good['x_train.npy'] }), 'data.npzNames', 'has the arrays a;'],
    ['pictures without labels', () => zipOf({ 'images.npy': good['x_train.npy'] }), 'data.npzNames', 'images'],
    ['an array that is a text', () => zipOf(pictured(Buffer.from('0,1,2'))), 'data.npyMagic', 'x_train.npy'],
    ['an empty array file', () => zipOf(pictured(Buffer.alloc(0))), 'data.fileEmpty', 'x_train.npy'],
    [
      'a version of the future',
      () => zipOf(pictured(Buffer.from('\x93NUMPY\x09\0', 'latin1'))),
      'data.npyVersion',
      '9',
    ],
    ['a header cut off', () => zipOf(pictured(good['x_train.npy'].subarray(0, 40))), 'data.npyTruncated', '40 bytes'],
    ['numbers cut off', () => zipOf(pictured(good['x_train.npy'].subarray(0, -1))), 'data.npyTruncated', '139'],
    ['a header without sense', () => zipOf(pictured(rawNpy('{}', bytes(1)))), 'data.npyHeader', '{}'],
    ['objects', () => zipOf(pictured(makeNpy([2], '|O', bytes(1, 2)))), 'data.npyType', '|O'],
    ['complex numbers', () => zipOf(pictured(makeNpy([2], '<c8', bytes(1, 2)))), 'data.npyType', '<c8'],
    ['floats of two bytes', () => zipOf(pictured(makeNpy([1], '<f2', bytes(1, 2)))), 'data.npyType', '<f2'],
    [
      'records',
      () => zipOf(pictured(rawNpy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", bytes(1)))),
      'data.npyType',
      'struct',
    ],
    [
      'huge sizes',
      () => zipOf(pictured(makeNpy([4294967295, 4294967295, 9], '|u1', bytes(1)))),
      'data.npyTruncated',
      'x_train',
    ],
    [
      'five axes',
      () => zipOf(pictured(makeNpy([1, 1, 1, 1, 1], '|u1', bytes(1)))),
      'data.arrayShape',
      '1 × 1 × 1 × 1 × 1',
    ],
    [
      'two channels',
      () => zipOf(pictured(makeNpy([1, 4, 4, 2], '|u1', new Uint8Array(32)))),
      'data.arrayShape',
      '1 × 4 × 4 × 2',
    ],
    [
      'rows that are no square',
      () => zipOf(pictured(makeNpy([1, 7], '|u1', new Uint8Array(7)))),
      'data.arrayShape',
      '1 × 7',
    ],
    ['one number', () => zipOf(pictured(makeNpy([], '|u1', bytes(7)))), 'data.arrayShape', 'x_train'],
    ['no pictures', () => zipOf(pictured(makeNpy([0, 2, 3], '|u1', bytes()))), 'data.arrayEmpty', 'x_train'],
    [
      'NaN',
      () => zipOf(pictured(floats(0, Number.NaN))),
      'data.arrayPixel',
      'picture 2 of “x_train” has the value NaN',
    ],
    ['infinity', () => zipOf(pictured(floats(Number.POSITIVE_INFINITY, 0))), 'data.arrayPixel', 'picture 1'],
    ['pixels from −1 to 1', () => zipOf(pictured(floats(0.5, -1))), 'data.arrayPixel', '-1'],
    [
      'pixels of 16 bits',
      () => zipOf(pictured(makeNpy([2, 1, 1], '<u2', viewOf(Uint16Array.of(9, 60_000))))),
      'data.arrayPixel',
      '60000',
    ],
    [
      'fewer labels than pictures',
      () => zipOf(labelled(makeNpy([1], '|u1', bytes(1)))),
      'data.arrayCounts',
      '1 labels',
    ],
    [
      'labels of three axes',
      () => zipOf(labelled(makeNpy([1, 1, 2], '|u1', bytes(1, 0)))),
      'data.labelShape',
      '1 × 1 × 2',
    ],
    [
      'rows that are not one-hot',
      () => zipOf(labelled(makeNpy([2, 2], '|u1', bytes(1, 0, 1, 1)))),
      'data.labelShape',
      '2 × 2',
    ],
    [
      'labels with a fraction',
      () => zipOf(labelled(makeNpy([2], '<f4', viewOf(Float32Array.of(1, 0.5))))),
      'data.labelWhole',
      'label 2',
    ],
    [
      'one class',
      () => zipOf({ 'x.npy': good['x_train.npy'], 'y.npy': makeNpy([2], '|u1', bytes(3, 3)) }),
      'data.oneLabel',
      'are 3',
    ],
    [
      'test pictures of another size',
      () => zipOf({ ...good, 'x_test.npy': makeNpy([1, 3, 2], '|u1', counting(6)) }),
      'data.npzSizes',
      '3×2×1',
    ],
  ])('refuses %s', async (_, make, code, says) => {
    const file = await make()
    const error = await failureOf(() => open(file))
    expect(error.code).toBe(code)
    expect(error.message).toContain(says)
  })

  it('never fails but with a reason, whatever the bytes', async () => {
    const real = Buffer.from(zipSync(good))
    await fc.assert(
      fc.asyncProperty(
        fc.nat(real.length - 1),
        fc.nat(255),
        fc.integer({ min: 1, max: real.length }),
        async (place, byte, end) => {
          const changed = Buffer.from(real.subarray(0, end))
          if (place < end) changed[place] = byte
          const file = await fileOf(changed)
          const outcome = await open(file, { limitBytes: 2 ** 20 }).catch((error: unknown) => error)
          if (outcome instanceof Error) expect(outcome).toBeInstanceOf(LoomError)
        },
      ),
      { seed: 1, numRuns: 300 },
    )
  })

  it('does not unpack a bomb', async () => {
    const bomb = await zipOf({ ...good, 'x_train.npy': [new Uint8Array(2 ** 24), { level: 9 }] })
    expect((await failureOf(() => open(bomb, { limitBytes: 2 ** 20 }))).code).toBe('data.unpackedTooLarge')
  })
})
