import { describe, expect, it } from 'vitest'
import { openLocalFeed } from './batch-feed.ts'
import { createBatches, epochOrder } from './batches.ts'
import { samplesInMemory } from './dataset.ts'
import { countingIndices, seededRandom } from './random.ts'

/** Picture n is 2 pixels of value n; its label is n. */
const samples = samplesInMemory({
  count: 10,
  pixels: Uint8Array.from({ length: 20 }, (_, place) => Math.floor(place / 2)),
  labels: Uint8Array.from({ length: 10 }, (_, place) => place),
})

const feed = openLocalFeed({ train: samples, test: samples })

async function labelsOf(epoch: number, options: { isShuffled: boolean; seed: number; batchSize: number }) {
  const found: number[][] = []
  const batches = createBatches({ feed, split: 'train' }, countingIndices(10), options)
  for await (const { labels } of batches.epoch(epoch)) found.push([...labels])
  return found
}

describe('batches', () => {
  it('cuts in order, with a smaller last batch', async () => {
    expect(await labelsOf(1, { isShuffled: false, seed: 1, batchSize: 4 })).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9],
    ])
  })

  it('keeps pictures and labels together', async () => {
    const batches = createBatches({ feed, split: 'train' }, countingIndices(10), {
      isShuffled: true,
      seed: 7,
      batchSize: 3,
    })
    expect(batches.stepsPerEpoch).toBe(4)
    for await (const { count, pixels, labels } of batches.epoch(2)) {
      expect(pixels.length).toBe(2 * count)
      expect([...pixels]).toEqual([...labels].flatMap((label) => [label, label]))
    }
  })

  it('shuffles each epoch anew, by seed alone', async () => {
    const options = { isShuffled: true, seed: 7, batchSize: 3 }
    const first = await labelsOf(1, options)
    expect(first.flat().sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(await labelsOf(1, options)).toEqual(first)
    expect(await labelsOf(2, options)).not.toEqual(first)
    expect(await labelsOf(1, { ...options, seed: 8 })).not.toEqual(first)
  })

  it('takes one batch where the batch is larger than the set', async () => {
    expect(await labelsOf(1, { isShuffled: false, seed: 1, batchSize: 64 })).toEqual([[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]])
  })

  it('has an order that stays the same from version to version', () => {
    expect([...epochOrder(countingIndices(10), 1, { isShuffled: true, seed: 1 })]).toMatchInlineSnapshot(`
      [
        2,
        8,
        6,
        0,
        9,
        5,
        3,
        7,
        1,
        4,
      ]
    `)
  })
})

describe('seeded random numbers', () => {
  it('are even, and unlike for near seeds', () => {
    for (const seed of [0, 1, 2, 2 ** 31 - 1]) {
      const random = seededRandom(seed)
      const mean = Array.from({ length: 20_000 }, random).reduce((sum, value) => sum + value, 0) / 20_000
      expect(Math.abs(mean - 0.5)).toBeLessThan(0.01)
    }
    const firsts = Array.from({ length: 1000 }, (_, seed) => seededRandom(seed)())
    expect(new Set(firsts).size).toBe(1000)
    expect(Math.abs(firsts.reduce((sum, value) => sum + value, 0) / 1000 - 0.5)).toBeLessThan(0.05)
  })
})
