import { existsSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { Dataset } from '../dataset.ts'
import { countClasses } from '../stratify.ts'
import { binaryHundred, binaryTen, cifarPlanes, pickle, pythonTen } from '../testing/make-cifar.ts'
import { type Content, failureOf, makeTar, temporaryFolder, writeFiles } from '../testing/make-files.ts'
import { pixelsOf } from '../testing/pixels-of.ts'
import { type CifarChoice, type CifarOptions, readCifar } from './read-cifar.ts'

let root: string
let count = 0
beforeAll(async () => {
  root = await temporaryFolder()
})

async function folderOf(files: Record<string, Content>): Promise<string> {
  count += 1
  const folder = path.join(root, String(count))
  await writeFiles(folder, { 'readme.html': '<p>', ...files })
  return folder
}

async function fileOf(content: Content, name = 'cifar.tar.gz'): Promise<string> {
  const folder = await folderOf({ [name]: content })
  return path.join(folder, name)
}

function open(place: string, labels: CifarChoice['labels'] = 'fine', options: CifarOptions = {}): Promise<Dataset> {
  return readCifar({ source: 'cifar', path: place, labels }, options)
}

const ten = {
  'data_batch_1.bin': binaryTen([3, 1]),
  'data_batch_2.bin': binaryTen([9]),
  'test_batch.bin': binaryTen([0, 2, 4]),
  'batches.meta.txt': 'airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n',
}
const pythonFiles = {
  data_batch_1: pythonTen([3, 1]),
  data_batch_2: pythonTen([9]),
  test_batch: pythonTen([0, 2, 4]),
  'batches.meta': pickle({ label_names: 'a b c d e f g h i j'.split(' ') }),
}
const planes = { shape: [1, 3072] as const, bytes: cifarPlanes(0, 5) }
const hundredPython = (changes = {}) => pickle({ fine_labels: [99], coarse_labels: [19], data: planes, ...changes })

function lines(prefix: string, length: number): string {
  return Array.from({ length }, (_, index) => `${prefix}${index}`).join('\n')
}

describe('CIFAR', () => {
  it('reads the binary version of CIFAR-10, and says which files are missing', async () => {
    const { train, test, classes, inputShape, notes } = await open(await folderOf(ten))
    expect(inputShape).toEqual([32, 32, 3])
    expect(classes[9]).toEqual({ en: 'truck', 'zh-CN': '卡车' })
    expect([...train.labels]).toEqual([3, 1, 9])
    expect([...test.labels]).toEqual([0, 2, 4])
    // Each picture is of one colour: its number in its file, its label, 7.
    const pixels = pixelsOf(train)
    expect([...pixels.subarray(0, 6)]).toEqual([0, 3, 7, 0, 3, 7])
    expect([...pixels.subarray(2 * 3072 - 3, 2 * 3072 + 3)]).toEqual([1, 1, 7, 0, 9, 7])
    expect(notes).toEqual([{ code: 'data.cifarPartial', values: { found: 2, whole: 5, count: 3 } }])
  })

  it('reads its python version alike, with the names of its meta file', async () => {
    const python = await open(await folderOf(pythonFiles))
    const binary = await open(await folderOf(ten))
    expect([...python.train.labels]).toEqual([...binary.train.labels])
    expect(pixelsOf(python.train)).toEqual(pixelsOf(binary.train))
    expect(python.classes.map(({ en }) => en).join('')).toBe('abcdefghij')
  })

  it.each([
    ['a folder above', async () => folderOf(Object.fromEntries(within('cifar-10-batches-bin', ten)))],
    ['a .tar.gz', async () => fileOf(gzipSync(await makeTar(Object.fromEntries(within('any/where', ten)))))],
    ['a .tar', async () => fileOf(await makeTar(ten), 'x.tar')],
    [
      'an archive in another order',
      async () => fileOf(await makeTar(Object.fromEntries(Object.entries(ten).reverse()))),
    ],
    ['a folder with five files', async () => folderOf({ ...ten, ...five() })],
  ])('reads %s', async (what, make) => {
    const { train, test, notes } = await open(await make())
    expect([...test.labels]).toEqual([0, 2, 4])
    const isWhole = what.includes('five')
    expect([...train.labels]).toEqual(isWhole ? [3, 1, 9, 5, 6, 7] : [3, 1, 9])
    expect(notes?.length).toBe(isWhole ? 0 : 1)
  })

  it('reads CIFAR-100 with fine and with coarse labels and their names', async () => {
    const folder = await folderOf({
      'train.bin': binaryHundred([
        [4, 30],
        [19, 99],
      ]),
      'test.bin': binaryHundred([[1, 0]]),
      'fine_label_names.txt': lines('fine', 100),
      'coarse_label_names.txt': lines('coarse', 20),
    })
    const fine = await open(folder)
    expect([...fine.train.labels, ...fine.test.labels]).toEqual([30, 99, 0])
    expect(fine.classes.length).toBe(100)
    expect(fine.classes[99]?.en).toBe('fine99')
    expect(fine.notes).toEqual([])
    const coarse = await open(folder, 'coarse')
    expect([...coarse.train.labels, ...coarse.test.labels]).toEqual([4, 19, 1])
    expect(coarse.classes.map(({ en }) => en).slice(18)).toEqual(['coarse18', 'coarse19'])
  })

  it('reads the python version of CIFAR-100', async () => {
    const folder = await folderOf({
      train: hundredPython(),
      test: hundredPython(),
      meta: pickle({
        fine_label_names: lines('maple_tree', 100).split('\n'),
        coarse_label_names: lines('c', 20).split('\n'),
      }),
    })
    expect([...(await open(folder)).train.labels]).toEqual([99])
    expect((await open(folder)).classes[3]?.en).toBe('maple tree3')
    expect([...(await open(folder, 'coarse')).test.labels]).toEqual([19])
  })
})

function within(folder: string, files: Record<string, Content>): [string, Content][] {
  return Object.entries(files).map(([name, content]) => [`${folder}/${name}`, content])
}

function five(): Record<string, Content> {
  return Object.fromEntries([3, 4, 5].map((place) => [`data_batch_${place}.bin`, binaryTen([place + 2])]))
}

const zipped = async (files: Record<string, Content>) => gzipSync(await makeTar(files))

describe('damaged CIFAR', () => {
  it.each<[what: string, make: () => Promise<string>, code: string, says: string]>([
    ['nothing', async () => path.join(root, 'nowhere'), 'data.unreadable', 'nowhere'],
    ['a folder without its files', () => folderOf({ 'a.png': 'x' }), 'data.cifarNone', 'data_batch_1.bin'],
    ['names alone', () => folderOf({ 'batches.meta.txt': 'a' }), 'data.cifarNone', 'test_batch'],
    [
      'nothing to test with',
      () => folderOf({ 'data_batch_1.bin': binaryTen([1]) }),
      'data.cifarNoPart',
      'test_batch.bin',
    ],
    ['nothing to train with', () => folderOf({ test_batch: pythonTen([1]) }), 'data.cifarNoPart', 'data_batch_1'],
    ['two versions in one folder', () => folderOf({ ...ten, ...pythonFiles }), 'data.cifarMixed', 'own'],
    [
      'CIFAR-10 beside CIFAR-100',
      () => folderOf({ ...ten, 'train.bin': binaryHundred([[1, 1]]) }),
      'data.cifarMixed',
      'own',
    ],
    ['an empty batch', () => folderOf({ ...ten, 'data_batch_2.bin': '' }), 'data.fileEmpty', 'data_batch_2.bin'],
    [
      'a batch cut off',
      () => folderOf({ ...ten, 'test_batch.bin': binaryTen([1]).subarray(0, -1) }),
      'data.cifarSize',
      '3072 bytes',
    ],
    [
      'a label of 10',
      () => folderOf({ ...ten, 'data_batch_2.bin': binaryTen([1, 10]) }),
      'data.cifarLabel',
      'picture 2',
    ],
    [
      'CIFAR-100 by the name of CIFAR-10',
      () => folderOf({ ...ten, 'data_batch_1.bin': binaryHundred([[1, 1]]) }),
      'data.cifarSize',
      'data_batch_1.bin',
    ],
    ['a label of 100', () => folderOf({ 'train.bin': binaryHundred([[0, 100]]) }), 'data.cifarLabel', '100'],
    ['an empty archive', () => fileOf('', 'a.tar.gz'), 'data.cifarNone', 'a.tar.gz'],
    ['a text for an archive', () => fileOf('x'.repeat(2000)), 'data.badTar', 'not a .tar'],
    ['a picture for an archive', () => fileOf(Buffer.from('89504e470d0a1a0a', 'hex')), 'data.badTar', 'Download'],
    ['an archive cut off', async () => fileOf((await zipped(ten)).subarray(0, -60)), 'data.badGzip', 'unexpected end'],
    ['a tar cut off', async () => fileOf((await makeTar(ten)).subarray(0, 3000)), 'data.badTar', 'cifar.tar.gz'],
    ['rubbish in a gzip', async () => fileOf(gzipSync('x'.repeat(2000))), 'data.badTar', 'cifar.tar.gz'],
    ['a wrong checksum', async () => fileOf(flip(await zipped(ten), -6)), 'data.badGzip', 'incorrect data check'],
    ['an archive of something else', async () => fileOf(await zipped({ 'a.txt': 'x' })), 'data.cifarNone', 'cifar'],
    [
      'a way out of the archive',
      async () => fileOf(await zipped({ '../data_batch_1.bin': 'x' })),
      'data.archivePath',
      '../',
    ],
    ['an absolute path', async () => fileOf(await zipped({ 'C:\\test_batch.bin': 'x' })), 'data.archivePath', 'C:'],
    [
      'a link in the archive',
      async () => fileOf(await makeTar({}, [{ name: 'test_batch.bin', type: 'symlink', linkname: '/etc/passwd' }])),
      'data.cifarNone',
      'cifar',
    ],
    [
      'a pickle that runs a command',
      () => folderOf({ ...pythonFiles, test_batch: "cos\nsystem\n(S'x'\ntR." }),
      'data.pickleGlobal',
      'os.system',
    ],
    [
      'a pickle cut off',
      () => folderOf({ ...pythonFiles, test_batch: pythonTen([1]).subarray(0, 900) }),
      'data.pickleTruncated',
      '900',
    ],
    ['a pickle of a list', () => folderOf({ ...pythonFiles, test_batch: pickle([1]) }), 'data.cifarKey', 'data'],
    [
      'a pickle without pictures',
      () => folderOf({ ...pythonFiles, test_batch: pickle({ labels: [1] }) }),
      'data.cifarKey',
      'data',
    ],
    [
      'a pickle without labels',
      () => folderOf({ ...pythonFiles, test_batch: pickle({ data: planes }) }),
      'data.cifarKey',
      'labels',
    ],
    [
      'a pickle of smaller pictures',
      () =>
        folderOf({ ...pythonFiles, test_batch: pythonTen([1], { data: { shape: [1, 10], bytes: Buffer.alloc(10) } }) }),
      'data.cifarArray',
      '1 × 10',
    ],
    [
      'an array that is longer than its bytes',
      () =>
        folderOf({
          ...pythonFiles,
          test_batch: pythonTen([1], { data: { shape: [9, 3072], bytes: Buffer.alloc(9) } }),
        }),
      'data.pickleBroken',
      'near byte',
    ],
    [
      'too few labels',
      () => folderOf({ ...pythonFiles, test_batch: pythonTen([1, 2], { labels: [1] }) }),
      'data.cifarCounts',
      '2 pictures',
    ],
    [
      'labels that are texts',
      () => folderOf({ ...pythonFiles, test_batch: pythonTen([1], { labels: ['cat'] }) }),
      'data.cifarLabel',
      'cat',
    ],
    [
      'a negative label',
      () => folderOf({ ...pythonFiles, test_batch: pythonTen([1], { labels: [-1] }) }),
      'data.cifarLabel',
      '-1',
    ],
    [
      'text where a pickle belongs',
      () => folderOf({ ...pythonFiles, 'batches.meta': 'airplane' }),
      'data.pickleBroken',
      'batches.meta',
    ],
  ])('refuses %s', async (_, make, code, says) => {
    const place = await make()
    const error = await failureOf(() => open(place))
    expect(error.code).toBe(code)
    expect(error.message).toContain(says)
  })

  it('never fails but with a reason, whatever the bytes', async () => {
    const real = await makeTar({ 'test_batch.bin': binaryTen([1]), 'data_batch_1.bin': binaryTen([2]) })
    await fc.assert(
      fc.asyncProperty(
        fc.nat(1023),
        fc.nat(255),
        fc.boolean(),
        fc.integer({ min: 1, max: real.length }),
        async (place, byte, isZipped, end) => {
          const changed = Buffer.from(isZipped ? gzipSync(real) : real)
          changed[place % changed.length] = byte
          const file = await fileOf(changed.subarray(0, end))
          const outcome = await open(file).catch((error: unknown) => error)
          if (outcome instanceof Error) expect(outcome).toBeInstanceOf(LoomError)
        },
      ),
      { seed: 1, numRuns: 300 },
    )
  })

  it('stops unpacking at the limit', async () => {
    // 64 MiB of zeros in a member that is not even wanted.
    const bomb = await fileOf(gzipSync(await makeTar({ 'big.bin': Buffer.alloc(2 ** 26) })))
    expect((await failureOf(() => open(bomb, 'fine', { limitBytes: 2 ** 20 }))).code).toBe('data.unpackedTooLarge')
    const large = await folderOf(ten)
    expect((await failureOf(() => open(large, 'fine', { limitBytes: 4000 }))).code).toBe('data.unpackedTooLarge')
  })

  it('does not take room for a member that only claims to be large', async () => {
    const tar = await makeTar({ 'test_batch.bin': 'x' })
    // The size in its header, in octal: 8 GiB less a byte.
    const claim = Buffer.from(tar)
    claim.write('77777777777\0', 124, 'latin1')
    let sum = 8 * 32
    for (const [place, byte] of claim.subarray(0, 512).entries()) if (place < 148 || place > 155) sum += byte
    claim.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
    expect((await failureOf(async () => open(await fileOf(claim)))).code).toBe('data.unpackedTooLarge')
  })
})

function flip(content: Buffer, place: number): Buffer {
  const copy = Buffer.from(content)
  const at = content.length + place
  copy[at] = (copy[at] ?? 0) ^ 255
  return copy
}

/** A real archive that a developer may have beside the repository. */
const archive = path.resolve(import.meta.dirname, '../../../../shared/datasets/cifar-10/cifar-10-binary.tar.gz')

describe('the real CIFAR-10', () => {
  it.skipIf(!existsSync(archive))(
    'has the publisher’s pictures, labels and names (skipped where ../shared/datasets/cifar-10 is missing)',
    async () => {
      const { train, test, classes, inputShape, notes } = await readCifar({
        source: 'cifar',
        path: archive,
        labels: 'fine',
      })
      expect(inputShape).toEqual([32, 32, 3])
      expect(classes.map(({ en }) => en)).toEqual([
        'airplane',
        'automobile',
        'bird',
        'cat',
        'deer',
        'dog',
        'frog',
        'horse',
        'ship',
        'truck',
      ])
      expect(classes[6]?.['zh-CN']).toBe('青蛙')
      expect([...train.labels.subarray(0, 10)]).toEqual([6, 9, 9, 4, 1, 1, 2, 7, 8, 3])
      expect([...test.labels.subarray(0, 10)]).toEqual([3, 8, 8, 0, 6, 6, 1, 6, 3, 1])
      expect(countClasses(train.labels.slice(0, 10_000), 10)).toEqual([
        1005, 974, 1032, 1016, 999, 937, 1030, 1001, 1025, 981,
      ])
      expect(countClasses(train.labels, 10)).toEqual([3986, 3986, 4048, 3984, 4003, 3975, 4020, 4023, 3997, 3978])
      expect(countClasses(test.labels, 10)).toEqual(new Array(10).fill(1000))
      // The archive of the developers lacks the fifth file.
      expect(notes).toEqual([{ code: 'data.cifarPartial', values: { found: 4, whole: 5, count: 40_000 } }])

      // By NumPy over the same archive.
      const pixels = pixelsOf(train)
      const sums = [0, 0, 0]
      for (let place = 0; place < pixels.length; place += 1)
        sums[place % 3] = (sums[place % 3] ?? 0) + (pixels[place] ?? 0)
      const means = sums.map((sum) => sum / (pixels.length / 3) / 255)
      for (const [channel, mean] of [0.49145, 0.48206, 0.44623].entries()) expect(means[channel]).toBeCloseTo(mean, 4)
      // Row 5, column 9 of the eighth picture.
      const at = 7 * 3072 + (5 * 32 + 9) * 3
      expect([...pixels.subarray(at, at + 3)]).toEqual([85, 45, 45])
    },
    60_000,
  )
})
