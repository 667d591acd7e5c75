import { readFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Dataset } from '../dataset.ts'
import { readIdxFolder } from '../idx/read-idx-folder.ts'
import { countClasses } from '../stratify.ts'
import { digitsFolder } from '../testing/digits-folder.ts'
import { pixelsOf } from '../testing/pixels-of.ts'
import { buildDigits } from './build-digits.ts'

describe('digits', () => {
  let folder: string
  let fresh: string
  let digits: Dataset
  beforeAll(async () => {
    folder = await digitsFolder()
    fresh = await mkdtemp(path.join(tmpdir(), 'layerloom-'))
    await buildDigits(fresh)
    digits = await readIdxFolder(fresh)
  }, 60_000)
  afterAll(() => rm(fresh, { recursive: true }))

  it('has MNIST’s four files, always the same bytes', async () => {
    const names = (await readdir(fresh)).sort()
    expect(names).toEqual([
      't10k-images-idx3-ubyte.gz',
      't10k-labels-idx1-ubyte.gz',
      'train-images-idx3-ubyte.gz',
      'train-labels-idx1-ubyte.gz',
    ])
    for (const name of names) {
      expect((await readFile(path.join(fresh, name))).equals(await readFile(path.join(folder, name)))).toBe(true)
    }
  })

  it('splits 8,000 to 2,000 with each class in proportion', () => {
    // 1001 1127 991 1032 980 863 1014 1070 944 978 in the package; a fifth of each, by largest remainders.
    expect(countClasses(digits.test.labels, 10)).toEqual([200, 225, 198, 206, 196, 173, 203, 214, 189, 196])
    expect(countClasses(digits.train.labels, 10)).toEqual([801, 902, 793, 826, 784, 690, 811, 856, 755, 782])
    expect(digits.inputShape).toEqual([28, 28, 1])
    expect(digits.classes.map(({ en }) => en).join('')).toBe('0123456789')
  })

  it('mixes the classes', () => {
    expect(new Set(digits.train.labels.subarray(0, 100)).size).toBe(10)
    expect(new Set(digits.test.labels.subarray(0, 100)).size).toBe(10)
  })

  it('holds each picture of the package once, to the pixel', () => {
    const { resolve } = createRequire(import.meta.url)
    const sevens: number[] = JSON.parse(readFileSync(resolve('mnist/src/digits/7.json'), 'utf8')).data
    const wanted = Array.from({ length: 1070 }, (_, place) =>
      Buffer.from(sevens.slice(place * 784, (place + 1) * 784).map((value) => Math.round(value * 255))).toString('hex'),
    )
    const found = [digits.train, digits.test].flatMap((samples) => {
      const pixels = pixelsOf(samples)
      return [...samples.labels.keys()]
        .filter((index) => samples.labels[index] === 7)
        .map((index) => Buffer.from(pixels.subarray(index * 784, (index + 1) * 784)).toString('hex'))
    })
    expect(found.sort()).toEqual(wanted.sort())
  })
})
