import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Dataset, samplesInMemory } from '../dataset.ts'
import { createDatasetOpener } from '../open-dataset.ts'
import { flat, openPictureData, writeTree } from '../testing/picture-files.ts'
import { pixelsOf } from '../testing/pixels-of.ts'
import { analyseDataset } from './analyse-dataset.ts'
import { openCopyFinder } from './find-copies.ts'
import { leaveOutCopies } from './leave-out-copies.ts'
import { walkPictures } from './walk-pictures.ts'

type Labelled = readonly (readonly [label: number, pixels: readonly number[]])[]

/** Pictures of 1 × 2 pixels, one channel. */
function makeSet(train: Labelled, test: Labelled): Dataset {
  const samples = (of: Labelled) =>
    samplesInMemory({
      count: of.length,
      pixels: Uint8Array.from(of.flatMap(([, pixels]) => [...pixels])),
      labels: Uint8Array.from(of.map(([label]) => label)),
    })
  const classes = ['a', 'b'].map((name) => ({ en: name, 'zh-CN': name }))
  return { task: 'classification', inputShape: [1, 2, 1], classes, train: samples(train), test: samples(test) }
}

const planted = makeSet(
  [
    [0, [1, 2]],
    [1, [3, 4]],
    [0, [1, 2]],
    [1, [1, 2]],
    [0, [9, 9]],
  ],
  [
    [0, [7, 7]],
    [0, [9, 9]],
    [0, [7, 7]],
  ],
)

describe('analysing a data set', () => {
  it('has the mean, the spread and the limits of each channel of the training pictures', async () => {
    const set = makeSet(
      [
        [0, [0, 0]],
        [1, [255, 51]],
      ],
      [[0, [200, 200]]],
    )
    const { channels } = await analyseDataset({ ...set, inputShape: [1, 1, 2] })
    expect(channels.map(({ histogram: _, ...figures }) => figures)).toEqual([
      { mean: 0.5, standardDeviation: 0.5, min: 0, max: 255 },
      { mean: 0.1, standardDeviation: expect.closeTo(0.1, 12), min: 0, max: 51 },
    ])
    expect(channels[1]?.histogram[51]).toBe(1)
  })

  it('finds copies in each part and across them, and whether their labels differ', async () => {
    const { copies, findings } = await analyseDataset(planted)
    const counts = ({ count, groupCount, conflicts }: typeof copies.train) => [count, groupCount, conflicts]
    expect(counts(copies.train)).toEqual([2, 1, 1])
    expect(counts(copies.test)).toEqual([1, 1, 0])
    expect(counts(copies.across)).toEqual([1, 1, 0])
    expect(copies.train.groups[0]?.pictures.map(({ index, label }) => [index, label])).toEqual([
      [0, 0],
      [2, 0],
      [3, 1],
    ])
    expect(copies.across.groups[0]?.pictures.map(({ split, index }) => [split, index])).toEqual([
      ['test', 1],
      ['train', 4],
    ])
    expect(findings.map(({ message, remedy, copies: proof }) => [message.code, remedy, proof])).toEqual([
      ['data.found.leaks', 'withoutCopies', 'across'],
      ['data.found.trainCopies', 'withoutCopies', 'train'],
      ['data.found.conflicts', null, 'train'],
      ['data.found.testCopies', null, 'test'],
      ['data.found.rare', null, null],
    ])
  })

  it('tells unlike pictures apart that have one hash', async () => {
    const finder = openCopyFinder(planted, () => 5)
    await walkPictures(planted, finder.take)
    finder.close()
    expect(finder.groups()).toEqual([
      { train: [], test: [0, 2] },
      { train: [0, 2, 3], test: [] },
      { train: [4], test: [1] },
    ])
  })

  it('leaves copies out of the training part alone, and says so', async () => {
    const dataset = await leaveOutCopies(planted)
    expect([...pixelsOf(dataset.train)]).toEqual([1, 2, 3, 4])
    expect([...dataset.train.labels]).toEqual([0, 1])
    expect(dataset.test).toBe(planted.test)
    expect(dataset.notes).toEqual([{ code: 'data.copiesLeftOut', values: { count: 3 } }])
    expect((await analyseDataset(dataset)).findings.map(({ remedy }) => remedy)).not.toContain('withoutCopies')
  })

  it('keeps a set that has no copies as it is, and refuses one of copies alone', async () => {
    const clean = makeSet([[0, [1, 1]]], [[0, [2, 2]]])
    expect(await leaveOutCopies(clean)).toBe(clean)
    const copy = makeSet([[0, [1, 1]]], [[0, [1, 1]]])
    await expect(leaveOutCopies(copy)).rejects.toMatchObject({ code: 'data.onlyCopies' })
  })

  it('stops when it is told to', async () => {
    const many = makeSet(
      Array.from({ length: 200_000 }, (_, index) => [0, [index & 255, index >> 8]] as const),
      [[0, [0, 0]]],
    )
    const controller = new AbortController()
    const onProgress = (done: number, total: number) => done < total && controller.abort()
    const analysing = analyseDataset(many, { signal: controller.signal, onProgress })
    await expect(analysing).rejects.toMatchObject({ code: 'data.cancelled' })
  })

  it('reads pictures from files: names, sizes as they were, copies planted under other names', async () => {
    const files: Record<string, Buffer> = {}
    for (let index = 0; index < 10; index += 1) {
      files[`train/a/${index}.png`] = await flat(`rgb(${index * 9}, 0, 0)`, index < 3 ? [10, 6] : [8, 8])
      files[`train/b/${index}.png`] = await flat(`rgb(0, ${index * 9}, 200)`)
    }
    files['test/a/leak.png'] = await flat('rgb(27, 0, 0)')
    files['test/b/new.png'] = await flat('#ffffff')
    files['train/b/twice.png'] = await flat('rgb(0, 9, 200)')
    const dataset = await openPictureData(await writeTree(files))
    const { copies, sizes } = await analyseDataset(dataset)
    expect(copies.across.groups[0]?.pictures.map(({ file }) => file)).toEqual(['test/a/leak.png', 'train/a/3.png'])
    expect(copies.train.groups[0]?.pictures.map(({ file }) => file).sort()).toEqual([
      'train/b/1.png',
      'train/b/twice.png',
    ])
    expect(sizes).toEqual({
      distinct: 2,
      most: [
        { height: 8, width: 8, channels: 3, count: 20 },
        { height: 6, width: 10, channels: 3, count: 3 },
      ],
    })
    const without = await leaveOutCopies(dataset)
    expect([without.train.count, without.origins?.train.length]).toEqual([19, 19])
    for (const [index, { file }] of (without.origins?.train ?? []).entries()) {
      expect(without.train.labels[index]).toBe(file.startsWith('train/a') ? 0 : 1)
    }
  })
})

describe('published sets', () => {
  const shared = path.resolve(import.meta.dirname, '../../../../shared/datasets')
  const open = createDatasetOpener({ digitsDirectory: '' })
  const mnist = path.join(shared, 'mnist')

  it.skipIf(!existsSync(mnist))(
    'have MNIST’s well-known mean and deviation (skipped where ../shared/datasets/mnist is missing)',
    async () => {
      const { channels } = await analyseDataset(await open({ source: 'idx', directory: mnist }))
      expect(channels[0]?.mean.toFixed(4)).toBe('0.1307')
      expect(channels[0]?.standardDeviation.toFixed(4)).toBe('0.3081')
    },
    60_000,
  )
})
