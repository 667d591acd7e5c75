import { readdir, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { createDatasetOpener } from '../open-dataset.ts'
import { countClasses } from '../stratify.ts'
import {
  classFolders,
  flat,
  openPictureData,
  picturesChoice,
  temporaryFolder,
  writeTree,
} from '../testing/picture-files.ts'
import { pixelsOf } from '../testing/pixels-of.ts'

const namesOf = ({ classes }: { classes: { en: string }[] }) => classes.map(({ en }) => en)

describe('pictures in a folder for each class', () => {
  it('are split by class in exact shares, each with its own label', async () => {
    const source = await writeTree(await classFolders({ cat: 10, dog: 20, '10': 5, '2': 5 }))
    const dataset = await openPictureData(source)
    expect(namesOf(dataset)).toEqual(['2', '10', 'cat', 'dog'])
    expect(dataset.inputShape).toEqual([4, 4, 3])
    expect(countClasses(dataset.test.labels, 4)).toEqual([1, 1, 2, 4])
    expect(countClasses(dataset.train.labels, 4)).toEqual([4, 4, 8, 16])
    // Red is 40 times the class, green the number of the picture.
    const pixels = pixelsOf(dataset.train)
    const seen = new Set<string>()
    for (const [index, label] of dataset.train.labels.entries()) {
      const [red, green] = pixels.subarray(48 * index)
      expect(red).toBe(40 * label)
      seen.add(`${red} ${green}`)
    }
    expect(seen.size).toBe(32)
  })

  it('are drawn anew by the seed, and the same for the same', async () => {
    const source = await writeTree(await classFolders({ a: 12, b: 12 }))
    const drawn = async (seed: number) => [...pixelsOf((await openPictureData(source, { seed })).test)]
    expect(await drawn(1)).toEqual(await drawn(1))
    expect(await drawn(1)).not.toEqual(await drawn(2))
  })

  it.each([
    ['train and test', { 'train/a': 3, 'train/b': 4, 'test/a': 1, 'test/b': 2 }, [3, 4], [1, 2]],
    [
      'train and val, in a folder',
      { 'set/train/a': 3, 'set/train/b': 4, 'set/val/a': 1, 'set/val/b': 2 },
      [3, 4],
      [1, 2],
    ],
    [
      'all three: val trains',
      { 'Train/a': 3, 'Train/b': 4, 'Val/a': 1, 'Val/b': 1, 'Test/a': 1, 'Test/b': 2 },
      [4, 5],
      [1, 2],
    ],
    ['train alone', { 'train/a': 5, 'train/b': 5 }, [4, 4], [1, 1]],
    ['classes in folders of their own', { 'all/a/1': 5, 'all/b/x/y': 5 }, [4, 4], [1, 1]],
  ])('are split as their folders say: %s', async (_name, counts, train, test) => {
    const dataset = await openPictureData(await writeTree(await classFolders(counts)))
    expect(namesOf(dataset)).toEqual(['a', 'b'])
    expect(countClasses(dataset.train.labels, 2)).toEqual(train)
    expect(countClasses(dataset.test.labels, 2)).toEqual(test)
  })

  it('leave out what cannot be used, by name and with the reason', async () => {
    const good = await flat('#ff0000')
    const source = await writeTree({
      ...(await classFolders({ a: 5, b: 5 })),
      'a/torn.png': good.subarray(0, 60),
      'b/empty.jpg': '',
      'b/text.png': 'no picture',
      'b/drawn.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'lost.png': good,
      'a/notes.txt': 'is not told',
      'a/.hidden.png': 'is not told',
      '__MACOSX/a/1.png': 'is not told',
    })
    await symlink('/etc/hostname', path.join(source, 'a/link.png'))
    await symlink(path.join(source, 'b/1.png'), path.join(source, 'a/within.png'))
    const { train, test, skipped } = await openPictureData(source)
    expect(train.count + test.count).toBe(11)
    const told = Object.fromEntries(skipped?.files.map((file) => [file.path, file.reason.code]) ?? [])
    expect(told).toEqual({
      'a/torn.png': 'data.skip.damaged',
      'b/empty.jpg': 'data.skip.damaged',
      'b/text.png': 'data.skip.format',
      'b/drawn.svg': 'data.skip.format',
      'lost.png': 'data.skip.noClass',
      'a/link.png': 'data.skip.link',
    })
    expect(skipped?.count).toBe(6)
  })

  it('may have more classes than a byte tells apart', async () => {
    const counts = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`c${index}`, 2]))
    const dataset = await openPictureData(await writeTree(await classFolders(counts)), { testShare: 0.5 })
    expect(dataset.train.labels).toBeInstanceOf(Uint16Array)
    expect(Math.max(...dataset.train.labels)).toBe(299)
    expect(new Set(countClasses(dataset.train.labels, 300))).toEqual(new Set([1]))
  })
})

describe('prepared pictures', () => {
  async function openTwice(between: (source: string, cache: string) => Promise<unknown>, changes: object = {}) {
    const source = await writeTree(await classFolders({ a: 5, b: 5 }))
    const cacheDirectory = await temporaryFolder()
    const progress: (number | null)[][] = []
    const open = () =>
      createDatasetOpener({ digitsDirectory: '', cacheDirectory, onProgress: (_choice, ...at) => progress.push(at) })
    await open()(picturesChoice(source))
    const preparedAt = progress.length
    await between(source, cacheDirectory)
    const dataset = await open()(picturesChoice(source, changes))
    return { dataset, progress, isPreparedAgain: progress.length > preparedAt + 1, cacheDirectory }
  }

  it('are not prepared a second time, nor for another split', async () => {
    const { isPreparedAgain, progress } = await openTwice(async () => {}, { seed: 5, testShare: 0.4 })
    expect(isPreparedAgain).toBe(false)
    expect(progress.slice(0, 2)).toEqual([
      [0, null],
      [1, 10],
    ])
    expect(progress.at(-2)).toEqual([10, 10])
  })

  it.each<[string, (source: string, cache: string) => Promise<unknown>, object]>([
    ['a file has changed', (source) => utimes(path.join(source, 'a/1.png'), 1, 1), {}],
    ['a file has come', async (source) => writeFile(path.join(source, 'a/6.png'), await flat('#ffffff')), {}],
    ['a file has gone', (source) => rm(path.join(source, 'a/1.png')), {}],
    ['the size is another', async () => {}, { height: 5 }],
    [
      'a file of the store is shorter',
      async (_source, cache) => {
        const [set = ''] = await readdir(cache)
        await truncate(path.join(cache, set, 'pictures-0000.bin'), 3)
      },
      {},
    ],
    [
      'the store is damaged',
      async (_source, cache) => {
        const [set = ''] = await readdir(cache)
        await writeFile(path.join(cache, set, 'set.json'), '{"version":1}')
      },
      {},
    ],
  ])('are prepared again where %s', async (_name, between, changes) => {
    const { isPreparedAgain, dataset } = await openTwice(between, changes)
    expect(isPreparedAgain).toBe(true)
    expect(pixelsOf(dataset.train).length).toBeGreaterThan(0)
  })

  it('are looked for again, but where they are trusted to be as they were', async () => {
    const source = await writeTree(await classFolders({ a: 5, b: 5 }))
    const cacheDirectory = await temporaryFolder()
    const open = createDatasetOpener({ digitsDirectory: '', cacheDirectory })
    const first = await open(picturesChoice(source))
    expect(await open(picturesChoice(source))).toBe(first)
    await rm(path.join(source, 'a/1.png'))
    expect(await open(picturesChoice(source), { trustsLast: true })).toBe(first)
    expect((await open(picturesChoice(source))).train.count).toBe(first.train.count - 1)
  })

  it('leave nothing half done when they are cancelled', async () => {
    const source = await writeTree(await classFolders({ a: 20, b: 20 }))
    const cacheDirectory = await temporaryFolder()
    const controller = new AbortController()
    const open = createDatasetOpener({
      digitsDirectory: '',
      cacheDirectory,
      signal: () => controller.signal,
      onProgress: (_choice, done) => done === 3 && controller.abort(),
    })
    await expect(open(picturesChoice(source))).rejects.toMatchObject({ code: 'data.cancelled' })
    expect(await readdir(cacheDirectory)).toEqual([])
  })

  it('tell when they cannot be kept', async () => {
    const source = await writeTree({ ...(await classFolders({ a: 2, b: 2 })), taken: 'a file' })
    const open = createDatasetOpener({ digitsDirectory: '', cacheDirectory: path.join(source, 'taken') })
    await expect(open(picturesChoice(source))).rejects.toMatchObject({ code: 'data.cacheUnwritable' })
  })
})
