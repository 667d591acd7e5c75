import { existsSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DataChoice } from '#shared/document/schema.ts'
import { previewDataset, summarizeDataset } from './describe-dataset.ts'
import { createDatasetOpener } from './open-dataset.ts'
import { digitsFolder } from './testing/digits-folder.ts'
import { pixelsOf } from './testing/pixels-of.ts'

const shapes = (seed: number): DataChoice => ({ source: 'shapes', variant: 'shapes', train: 25, test: 10, seed })

describe('opening data sets', () => {
  it('keeps the last two open', async () => {
    const open = createDatasetOpener({ digitsDirectory: '' })
    const [first, second] = [await open(shapes(1)), await open(shapes(2))]
    expect(await open(shapes(1))).toBe(first)
    await open(shapes(3))
    expect(await open(shapes(1))).toBe(first)
    expect(await open(shapes(2))).not.toBe(second)
  })

  it('opens once for two who ask at once, and tries anew after a failure', async () => {
    const open = createDatasetOpener({ digitsDirectory: path.join(tmpdir(), 'layerloom-no-such-folder') })
    const [a, b] = await Promise.all([open(shapes(1)), open(shapes(1))])
    expect(a).toBe(b)
    for (let round = 0; round < 2; round += 1) {
      await expect(open({ source: 'digits' })).rejects.toThrow(/layerloom-no-such-folder cannot be opened/)
    }
  })

  it('reads a folder again when its files have changed', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'layerloom-'))
    await cp(await digitsFolder(), directory, { recursive: true })
    const open = createDatasetOpener({ digitsDirectory: '' })
    // Not `toBe`: it compares deeply to word its failure, which takes a minute here.
    const first = await open({ source: 'idx', directory })
    expect((await open({ source: 'idx', directory })) === first).toBe(true)
    const labels = path.join(directory, 't10k-labels-idx1-ubyte.gz')
    await writeFile(labels, await readFile(labels))
    await utimes(labels, 1, 1)
    expect((await open({ source: 'idx', directory })) === first).toBe(false)
    await rm(directory, { recursive: true })
  }, 30_000)

  it('sums up and shows pictures of one class', async () => {
    const choice = shapes(1)
    const dataset = await createDatasetOpener({ digitsDirectory: '' })(choice)
    const summary = summarizeDataset(choice, dataset)
    expect(summary.trainClassCounts).toEqual([5, 5, 5, 5, 5])
    expect(summary.testClassCounts).toEqual([2, 2, 2, 2, 2])
    expect(summary.bytes).toBe(35 * 784)

    const preview = previewDataset(dataset, { split: 'train', label: 3, offset: 2, count: 2 })
    expect(preview.indices).toEqual([13, 18])
    expect(preview.labels).toEqual([3, 3])
    expect(preview.total).toBe(5)
    expect(preview.images).toMatchObject({ height: 28, width: 28, channels: 1, count: 2 })
    expect([...preview.images.pixels.subarray(784)]).toEqual([...pixelsOf(dataset.train).subarray(18 * 784, 19 * 784)])
    expect(previewDataset(dataset, { split: 'test', label: null, offset: 99, count: 5 }).indices).toEqual([])
    expect(() => previewDataset(dataset, { split: 'test', label: 5, offset: 0, count: 5 })).toThrow(/no class 5/)
  })
})

/** Real data sets that a developer may have beside the repository. */
const mnist = path.resolve(import.meta.dirname, '../../../shared/datasets/mnist')
const fashion = '/usr/share/datasets/fashion-mnist'

describe('real data sets', () => {
  it.skipIf(!existsSync(mnist))(
    'reads MNIST (skipped where ../shared/datasets/mnist is missing)',
    async () => {
      const dataset = await createDatasetOpener({ digitsDirectory: '' })({ source: 'idx', directory: mnist })
      const summary = summarizeDataset({ source: 'digits' }, dataset)
      expect(summary.trainClassCounts).toEqual([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949])
      expect(summary.testClassCounts).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
      expect([...dataset.train.labels.subarray(0, 8)]).toEqual([5, 0, 4, 1, 9, 2, 1, 3])
      const pixels = pixelsOf(dataset.train)
      const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length / 255
      expect(mean).toBeCloseTo(0.1307, 4)
    },
    60_000,
  )

  it.skipIf(!existsSync(fashion))(
    'reads Fashion-MNIST (skipped where Debian’s package is missing)',
    async () => {
      const dataset = await createDatasetOpener({ digitsDirectory: '' })({ source: 'idx', directory: fashion })
      expect([...dataset.test.labels.subarray(0, 8)]).toEqual([9, 2, 1, 1, 6, 1, 4, 6])
      expect(dataset.classes[8]?.en).toBe('Bag')
    },
    60_000,
  )
})
