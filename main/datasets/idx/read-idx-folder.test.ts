import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LoomError } from '#shared/messages/loom-error.ts'
import { pixelsOf } from '../testing/pixels-of.ts'
import { encodeIdx } from './encode-idx.ts'
import { readIdxFolder } from './read-idx-folder.ts'

type Files = Record<string, Uint8Array | string | null>

const trainImages = 'train-images-idx3-ubyte'
const trainLabels = 'train-labels-idx1-ubyte'
const testImages = 't10k-images-idx3-ubyte'
const testLabels = 't10k-labels-idx1-ubyte'

const images = encodeIdx(
  [4, 2, 3],
  Uint8Array.from({ length: 24 }, (_, place) => place),
)
const labels = encodeIdx([4], Uint8Array.of(0, 1, 2, 1))
const good: Files = {
  [trainImages]: images,
  [trainLabels]: labels,
  [testImages]: encodeIdx([2, 2, 3], new Uint8Array(12)),
  [testLabels]: encodeIdx([2], Uint8Array.of(2, 0)),
}

let root: string
let count = 0
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'layerloom-idx-'))
})
afterAll(() => rm(root, { recursive: true }))

/** A folder with the good files, but for those given; null leaves one out. */
async function folder(changes: Files = {}, name = 'set'): Promise<string> {
  count += 1
  const directory = path.join(root, String(count), name)
  await mkdir(directory, { recursive: true })
  for (const [file, content] of Object.entries({ ...good, ...changes })) {
    if (content !== null) await writeFile(path.join(directory, file), content)
  }
  return directory
}

async function failure(directory: string, limitBytes?: number): Promise<LoomError> {
  const outcome = await readIdxFolder(directory, { limitBytes }).catch((error) => error)
  if (!(outcome instanceof LoomError)) throw new Error(`expected a LoomError, got ${outcome}`)
  return outcome
}

/** A file whose header says other than what it holds. */
function lying(sizes: number[], dataBytes: number): Uint8Array {
  return encodeIdx(sizes, new Uint8Array(dataBytes))
}

function changed(content: Uint8Array, offset: number, ...bytes: number[]): Uint8Array {
  const copy = Uint8Array.from(content)
  copy.set(bytes, offset)
  return copy
}

const zipped = gzipSync(images)
/** 64 MiB of zeros that come as 64 KiB. */
const bomb = gzipSync(Buffer.concat([lying([4, 2, 3], 24), Buffer.alloc(2 ** 26)]))

describe('damaged IDX folders', () => {
  it.each<[what: string, changes: Files, code: string, file: string, offset: number | null]>([
    ['no training images', { [trainImages]: null }, 'data.fileMissing', 'train-images-idx3-ubyte.gz', null],
    ['no training labels', { [trainLabels]: null }, 'data.fileMissing', 'train-labels-idx1-ubyte.gz', null],
    ['no test images', { [testImages]: null }, 'data.fileMissing', 't10k-images-idx3-ubyte.gz', null],
    ['no test labels', { [testLabels]: null }, 'data.fileMissing', 't10k-labels-idx1-ubyte.gz', null],
    ['an empty file', { [trainImages]: '' }, 'data.idxEmptyFile', trainImages, null],
    ['a text file', { [trainLabels]: 'hello, world' }, 'data.idxMagic', trainLabels, 0],
    ['a picture file', { [testImages]: Uint8Array.of(0x89, 0x50, 0x4e, 0x47) }, 'data.idxMagic', testImages, 0],
    ['floats instead of bytes', { [trainImages]: changed(images, 2, 0x0d) }, 'data.idxType', trainImages, 2],
    ['labels where images belong', { [trainImages]: labels }, 'data.idxRank', trainImages, 3],
    ['images where labels belong', { [testLabels]: images }, 'data.idxRank', testLabels, 3],
    ['five dimensions', { [trainImages]: changed(images, 3, 5) }, 'data.idxRank', trainImages, 3],
    ['two bytes of magic', { [trainImages]: images.slice(0, 2) }, 'data.idxHeaderTruncated', trainImages, 2],
    ['half a header', { [trainImages]: images.slice(0, 11) }, 'data.idxHeaderTruncated', trainImages, 11],
    ['a header alone', { [trainImages]: images.slice(0, 16) }, 'data.idxTruncated', trainImages, 16],
    ['images cut off', { [trainImages]: images.slice(0, 39) }, 'data.idxTruncated', trainImages, 39],
    ['labels cut off', { [testLabels]: encodeIdx([2], Uint8Array.of(1)) }, 'data.idxTruncated', testLabels, 9],
    ['a count that is too small', { [trainImages]: lying([3, 2, 3], 24) }, 'data.idxTrailing', trainImages, 34],
    ['a count that is too large', { [trainLabels]: lying([9], 4) }, 'data.idxTruncated', trainLabels, 12],
    ['no pictures', { [trainImages]: lying([0, 28, 28], 0) }, 'data.idxZeroSize', trainImages, 4],
    ['pictures without width', { [testImages]: lying([2, 28, 0], 0) }, 'data.idxZeroSize', testImages, 12],
    ['huge counts', { [trainImages]: lying([4294967295, 28, 28], 10) }, 'data.idxTooLarge', trainImages, 4],
    ['huge pictures', { [testImages]: lying([1, 4294967295, 4294967295], 9) }, 'data.idxTooLarge', testImages, 4],
    ['fewer labels than images', { [trainLabels]: lying([3], 3) }, 'data.countsDiffer', trainLabels, 4],
    ['more labels than images', { [testLabels]: lying([5], 5) }, 'data.countsDiffer', testLabels, 4],
    ['test pictures of another size', { [testImages]: lying([2, 3, 2], 12) }, 'data.sizesDiffer', testImages, 8],
    ['colour to train, grey to test', { [trainImages]: lying([4, 2, 3, 3], 72) }, 'data.sizesDiffer', testImages, 8],
    ['two channels', { [trainImages]: lying([4, 2, 3, 2], 48) }, 'data.channels', trainImages, 16],
    ['one class only', { [trainLabels]: lying([4], 4), [testLabels]: lying([2], 2) }, 'data.oneClass', trainLabels, 8],
    ['a label without a name', { 'classes.txt': 'cat\ndog\n' }, 'data.labelRange', trainLabels, 10],
    ['an empty class name', { 'classes.txt': 'cat\n\nowl\n' }, 'data.classNameEmpty', 'classes.txt', null],
    ['too many class names', { 'classes.txt': 'x\n'.repeat(300) }, 'data.classNamesMany', 'classes.txt', null],
    ['a gzip cut off', { [trainImages]: zipped.subarray(0, -12) }, 'data.badGzip', trainImages, zipped.length - 12],
    [
      'a wrong checksum',
      { [trainImages]: changed(zipped, zipped.length - 8, 1, 2) },
      'data.badGzip',
      trainImages,
      zipped.length - 8,
    ],
    ['a gzip of rubbish', { [testLabels]: changed(zipped, 12, 0xff, 0xff, 0xff) }, 'data.badGzip', testLabels, 0],
    ['a zip bomb', { [trainImages]: bomb }, 'data.idxTrailing', trainImages, 40],
  ])('%s', async (_what, changes, code, file, offset) => {
    const error = await failure(await folder(changes))
    expect(error.code).toBe(code)
    expect(path.basename(String(error.values.file))).toBe(file)
    if (offset !== null) expect(error.values.offset).toBe(offset)
    expect(error.message).not.toMatch(/\{\{|undefined|NaN/)
  })

  it('a missing folder', async () => {
    const error = await failure(path.join(root, 'nowhere'))
    expect(error.message).toContain('nowhere cannot be opened: no such file or directory.')
  })

  it('a file instead of a folder', async () => {
    expect((await failure(path.join(await folder(), trainImages))).code).toBe('data.notFolder')
  })

  it('a folder where a file should be', async () => {
    const directory = await folder({ [trainImages]: null })
    await mkdir(path.join(directory, trainImages))
    expect((await failure(directory)).code).toBe('data.unreadable')
  })

  it('a link to nowhere', async () => {
    const directory = await folder({ [testLabels]: null })
    await symlink(path.join(directory, 'gone'), path.join(directory, testLabels))
    expect((await failure(directory)).code).toBe('data.unreadable')
  })

  it.skipIf(process.getuid?.() === 0)('a file that may not be read (as root nothing is forbidden)', async () => {
    const directory = await folder()
    await chmod(path.join(directory, trainImages), 0)
    expect((await failure(directory)).code).toBe('data.unreadable')
  })

  it('more bytes than the limit, before any is kept', async () => {
    const error = await failure(await folder({ [trainImages]: lying([4, 1024, 1024], 4 * 2 ** 20) }), 2 ** 21)
    expect(error.code).toBe('data.idxTooLarge')
    expect(error.values.limit).toBe(2)
  })
})

describe('sound IDX folders', () => {
  it('reads plain files', async () => {
    const dataset = await readIdxFolder(await folder())
    expect(dataset.inputShape).toEqual([2, 3, 1])
    expect(dataset.classes.map(({ en }) => en)).toEqual(['0', '1', '2'])
    expect(dataset.train.count).toBe(4)
    expect([...dataset.train.labels]).toEqual([0, 1, 2, 1])
    expect([...pixelsOf(dataset.train)]).toEqual(Array.from({ length: 24 }, (_, place) => place))
  })

  it('reads dots for dashes, .gz, .gz without its name, and colour pictures', async () => {
    const colour = (count: number) => encodeIdx([count, 2, 3, 3], new Uint8Array(count * 18).fill(count))
    const dataset = await readIdxFolder(
      await folder({
        [trainImages]: null,
        'train-images.idx4-ubyte.gz': gzipSync(colour(4)),
        [trainLabels]: gzipSync(labels),
        [testImages]: null,
        'T10K-images.idx3-ubyte': colour(2),
      }),
    )
    expect(dataset.inputShape).toEqual([2, 3, 3])
    expect(pixelsOf(dataset.train)[71]).toBe(4)
  })

  it('takes names from classes.txt, and Fashion-MNIST’s in a folder of its name', async () => {
    const named = await readIdxFolder(await folder({ 'classes.txt': '\uFEFFcat\r\ndog\r\nowl\r\nfox\r\n' }, 'fashion'))
    expect(named.classes.map(({ en }) => en)).toEqual(['cat', 'dog', 'owl', 'fox'])
    const fashion = await readIdxFolder(await folder({}, 'Fashion-MNIST'))
    expect(fashion.classes[9]).toEqual({ en: 'Ankle boot', 'zh-CN': '短靴' })
  })
})
