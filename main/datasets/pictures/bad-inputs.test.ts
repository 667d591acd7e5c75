import { rm, symlink, truncate } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openTar } from '../archive/open-tar.ts'
import { openZip } from '../archive/open-zip.ts'
import { seededRandom } from '../random.ts'
import { tarOf, zipOf } from '../testing/archives.ts'
import {
  type Content,
  classFolders,
  flat,
  openPictureData,
  temporaryFolder,
  writeTree,
} from '../testing/picture-files.ts'

type Files = Record<string, Content>

const good = () => classFolders({ a: 3, b: 3 })
const pairs = async (mask: (index: number) => Promise<Buffer>) =>
  Object.fromEntries(
    (
      await Promise.all(
        [0, 1, 2].map(async (index) => [
          [`images/${index}.png`, await flat('#ffffff', [32, 32])],
          [`masks/${index}.png`, await mask(index)],
        ]),
      )
    ).flat(),
  ) as Files

/** The name and the content of one file that is opened. */
type OneFile = [name: string, content: Content | Promise<Content>]

/** A zip with a byte or several changed where `from` stands. */
async function patchedZip(files: Files, patch: (zip: Buffer) => Buffer | undefined): Promise<Buffer> {
  const zip = zipOf(files)
  return patch(zip) ?? zip
}

/** Places of the central directory's entry, after its signature. */
const entryAt = (zip: Buffer) => zip.indexOf(Buffer.from('504b0102', 'hex'))

describe('a folder that cannot be opened', () => {
  it.each<[string, () => Promise<Files> | Files, string, object?]>([
    ['is empty', () => ({}), 'data.noPictures'],
    ['holds no pictures', () => ({ 'a/1.txt': 'x', 'b/2.doc': 'x' }), 'data.noPictures'],
    ['holds pictures of kinds that are not read', () => ({ 'a/1.tiff': 'x', 'b/2.heic': 'x' }), 'data.noPictures'],
    [
      'holds pictures in no folders',
      async () => ({ '1.png': await flat('#fff'), '2.png': await flat('#000') }),
      'data.noClassFolders',
    ],
    ['has one class', () => classFolders({ a: 5 }), 'data.oneClassFolder'],
    ['has one class in train and test', () => classFolders({ 'train/a': 5, 'test/a': 5 }), 'data.oneClassFolder'],
    ['has pictures right in train and test', () => classFolders({ train: 5, test: 5 }), 'data.noClassFolders'],
    [
      'has a class of damaged pictures',
      async () => ({ ...(await good()), 'c/1.png': 'torn', 'c/2.png': 'torn' }),
      'data.classUnusable',
    ],
    ['has damaged pictures alone', () => ({ 'a/1.png': 'torn', 'b/2.png': 'torn' }), 'data.classUnusable'],
    [
      'has a class that is only tested',
      () => classFolders({ 'train/a': 3, 'train/b': 3, 'test/a': 1, 'test/c': 1 }),
      'data.classUntrained',
    ],
    [
      'has a class of one picture, which is drawn to test',
      () => classFolders({ a: 1, b: 1 }),
      'data.classUntrained',
      { testShare: 0.5 },
    ],
    ['has too many classes', async () => Object.fromEntries(await manyClasses(2001)), 'data.tooManyClasses'],
    ['has no masks', good, 'data.noMaskFolders', { task: 'segmentation' }],
    [
      'has masks of other names',
      async () => ({ 'images/a.png': await flat('#fff'), 'masks/b.png': await flat('#000') }),
      'data.noMaskMatches',
      { task: 'segmentation' },
    ],
    [
      'has masks of one colour',
      () => pairs(() => flat('#000000', [32, 32])),
      'data.maskOneClass',
      { task: 'segmentation' },
    ],
    ['has masks of smooth colours', () => pairs((seed) => noise(seed)), 'data.maskColours', { task: 'segmentation' }],
    ['has damaged masks alone', () => pairs(async () => Buffer.from('x')), 'data.noneUsable', { task: 'segmentation' }],
    [
      'names colours of classes half',
      async () => ({ ...(await pairs(() => flat('#000000', [32, 32]))), 'classes.txt': 'a #000000\nb' }),
      'data.classColour',
      { task: 'segmentation' },
    ],
  ])('%s', async (_what, files, code, changes = {}) => {
    await expect(
      openPictureData(await writeTree(await files()), { height: 32, width: 32, ...changes }),
    ).rejects.toMatchObject({ code })
  })

  it('has a folder for a class with nothing in it', async () => {
    const source = await writeTree({ ...(await good()), 'c/x': '' })
    await rm(path.join(source, 'c/x'))
    await expect(openPictureData(source)).rejects.toMatchObject({ code: 'data.classEmpty', values: { name: 'c' } })
  })

  it('is not there', async () => {
    await expect(openPictureData('/nowhere/at/all')).rejects.toMatchObject({ code: 'data.pathUnreadable' })
  })

  it('leads to others by links alone, which are not followed', async () => {
    const [source, other] = [await writeTree({ x: '' }), await writeTree(await good())]
    await symlink(path.join(other, 'a'), path.join(source, 'a'))
    await symlink(path.join(other, 'b'), path.join(source, 'b'))
    await symlink(source, path.join(source, 'round'))
    await expect(openPictureData(source)).rejects.toMatchObject({ code: 'data.noPictures' })
  })
})

async function manyClasses(count: number): Promise<[string, Content][]> {
  const picture = await flat('#000000', [1, 1])
  return Array.from({ length: count }, (_, index) => [`c${index}/0.png`, picture])
}

async function noise(seed: number): Promise<Buffer> {
  const { loadSharp } = await import('./load-sharp.ts')
  const data = Uint8Array.from({ length: 32 * 32 * 3 }, (_, at) => Math.imul(at + 1 + seed, 2654435761) >>> 24)
  return loadSharp()(data, { raw: { width: 32, height: 32, channels: 3 } })
    .png()
    .toBuffer()
}

describe('a file that cannot be opened', () => {
  it.each<[string, () => OneFile, string]>([
    ['is empty', () => ['x.zip', ''], 'data.notPictures'],
    ['is a picture', () => ['x.png', flat('#fff')], 'data.notPictures'],
    ['is text by another name', () => ['x.doc', 'a/1.png,a'], 'data.notPictures'],
    ['is a zip without its end', async0(async () => (await goodZip()).subarray(0, 200)), 'data.badArchive'],
    [
      'is a zip with a damaged list',
      async0(() => patchedZipOf((zip) => void zip.writeUInt32LE(7, entryAt(zip)))),
      'data.badArchive',
    ],
    [
      'is a zip whose list lies beyond its end',
      async0(() => patchedZipOf((zip) => void zip.writeUInt32LE(2 ** 31, zip.length - 6))),
      'data.badArchive',
    ],
    [
      'is a zip with a password',
      async0(() => patchedZipOf((zip) => void zip.writeUInt16LE(1, entryAt(zip) + 8))),
      'data.archiveEncrypted',
    ],
    ['is a zip that holds nothing', () => ['x.zip', zipOf({})], 'data.noPictures'],
    [
      'is a zip of paths that lead out of it',
      async0(async () => zipOf({ '../a/1.png': await flat('#fff'), '/b/1.png': await flat('#fff'), 'C:\\c.png': '' })),
      'data.noPictures',
    ],
    [
      'is a zip whose sizes lie',
      async0(() => patchedZipOf((zip) => void zip.writeUInt32LE(5, entryAt(zip) + 24))),
      'data.classUnusable',
    ],
    [
      'is a zip of an unknown method',
      async0(() => patchedZipOf((zip) => void zip.writeUInt16LE(99, entryAt(zip) + 10))),
      'data.classUnusable',
    ],
    [
      'is a zip whose files are not where it says',
      async0(() => patchedZipOf((zip) => void zip.writeUInt32LE(3, entryAt(zip) + 42))),
      'data.classUnusable',
    ],
    [
      'is a tar that ends within a file',
      () => ['x.tar', tarOf([[{ name: 'a/1.png' }, new Uint8Array(5000)]]).then((tar) => tar.subarray(0, 2000))],
      'data.badArchive',
    ],
    ['is a tar.gz that is cut off', () => ['x.tar.gz', gzipSync(new Uint8Array(5000)).subarray(0, 20)], 'data.badGzip'],
    ['is gzip, but no tar', () => ['x.gz', gzipSync('hello '.repeat(500))], 'data.badArchive'],
    [
      'is a tar of links alone',
      () => ['x.tar', tarOf([[{ name: 'a/1.png', type: 'symlink', linkname: '/etc/hostname' }]])],
      'data.noPictures',
    ],
    [
      'is a tar of paths that lead out of it',
      () => ['x.tar', tarOf([[{ name: '../../a/1.png' }, 'x']])],
      'data.noPictures',
    ],
    ['is a table of nothing', () => ['x.csv', ''], 'data.listEmpty'],
    ['is a table with a heading alone', () => ['x.csv', 'path,label\n'], 'data.listEmpty'],
    ['is a table of other columns', () => ['x.csv', 'name,age\nAnna,7'], 'data.listColumns'],
    ['is a table of one column', () => ['x.csv', 'path\na/1.png'], 'data.listColumns'],
    ['is a table with an open quote', () => ['x.csv', 'path,label\n"a/1.png,a'], 'data.listBroken'],
    ['is a table of files that are not there', () => ['x.csv', 'path,label\na/1.png,a\nb/1.png,b'], 'data.noPictures'],
  ])('%s', async (_what, file, code) => {
    const [name, content] = file()
    const source = path.join(await writeTree({ [name]: await content }), name)
    await expect(openPictureData(source)).rejects.toMatchObject({ code })
  })
})

function async0(make: () => Promise<Buffer>): () => OneFile {
  return () => ['x.zip', make()]
}

const goodZip = async () => zipOf(await classFolders({ a: 1, b: 3 }))
const patchedZipOf = async (patch: (zip: Buffer) => undefined) => patchedZip(await classFolders({ a: 1, b: 3 }), patch)

describe('an archive that holds more than it should', () => {
  const limits = { expandedBytes: 1_000_000, ratio: 20, harmlessBytes: 50_000, files: 10 }
  const zeros = new Uint8Array(400_000)
  const random = seededRandom(1)
  const dense = zeros.map(() => 256 * random())
  const bombs: [string, Files, string][] = [
    ['unpacks to many times its size', { 'a/1.png': zeros }, 'data.archiveBomb'],
    [
      'unpacks to more than there may be',
      { 'a/1.png': dense, 'a/2.png': dense, 'a/3.png': dense },
      'data.unpackedTooLarge',
    ],
    [
      'holds too many files',
      Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`${index}.png`, 'x'])),
      'data.tooManyFiles',
    ],
  ]

  it.each(bombs)('and %s is refused as a zip', async (_what, files, code) => {
    const source = path.join(await writeTree({ 'x.zip': zipOf(files) }), 'x.zip')
    await expect(openZip(source, limits)).rejects.toMatchObject({ code })
  })

  it.each(bombs)('and %s is refused as a tar.gz, of which nothing stays on the disk', async (_what, files, code) => {
    const tar = await tarOf(Object.entries(files).map(([name, content]) => [{ name }, content]))
    const source = path.join(await writeTree({ 'x.tar.gz': gzipSync(tar) }), 'x.tar.gz')
    const unpackTo = path.join(await temporaryFolder(), 'x')
    await expect(openTar(source, { unpackTo, limits })).rejects.toMatchObject({ code })
    await expect(truncate(unpackTo)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('and says that it holds little is read no further than that', async () => {
    const zip = zipOf({ 'a/1.png': zeros })
    zip.writeUInt32LE(100, entryAt(zip) + 24)
    const source = path.join(await writeTree({ 'x.zip': zip }), 'x.zip')
    const tree = await openZip(source, limits)
    await expect(tree.files[0]?.read()).rejects.toThrow()
    await tree.close()
  })
})
