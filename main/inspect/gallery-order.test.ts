import { describe, expect, it } from 'vitest'
import { galleryOrders } from '#shared/contract/runs.ts'
import { samplesInMemory } from '../datasets/dataset.ts'
import { argMaxRows } from './arg-max.ts'
import { orderPictures, truthProbability } from './gallery-order.ts'

const all = [0, 1, 2, 3, 4]

describe('pictures', () => {
  const scores = Float32Array.of(
    ...[0.9, 0.1, 0],
    ...[0.7, 0.2, 0.1],
    ...[0.1, 0.15, 0.75],
    ...[0.3, 0.4, 0.3],
    ...[0.4, 0.35, 0.25],
  )
  const labels = Uint8Array.of(0, 1, 0, 1, 2)
  const predicted = argMaxRows(scores, 3)
  const probabilities = Float32Array.from(predicted, (label, row) => scores[3 * row + label] ?? 0)
  const test = samplesInMemory({ count: 5, pixels: new Uint8Array(5), labels })
  const dataset = { task: 'classification', test } as const
  const predictions = { predicted, probabilities, scores }

  it.each([
    ['asTheyCome', [0, 1, 2, 3, 4]],
    // By 0.1, 0.2, 0.25, 0.4 and 0.9 for the truth.
    ['hardest', [2, 1, 4, 3, 0]],
    // Wrong by 0.75, 0.7 and 0.4; then right by 0.4 and 0.9.
    ['surelyWrong', [2, 1, 4, 3, 0]],
    ['leastSure', [3, 4, 1, 2, 0]],
  ] as const)('%s', (order, wanted) => {
    expect(orderPictures(all, order, dataset, predictions)).toEqual(wanted)
    expect(orderPictures([4, 3], order, dataset, predictions)).toHaveLength(2)
  })

  it('know what the true class was given, as far as it was kept', () => {
    expect(truthProbability(predictions, labels, 4)).toBeCloseTo(0.25)
    expect(truthProbability({ ...predictions, scores: null }, labels, 4)).toBeNull()
    expect(truthProbability({ ...predictions, scores: null }, labels, 0)).toBeCloseTo(0.9)
    // 1 − 0.7 is less than 1 − 0.4: the first of the wrong ones may be anything up to that.
    expect(orderPictures(all, 'hardest', dataset, { ...predictions, scores: null })).toEqual([2, 1, 3, 4, 0])
  })

  it('stay as they come where they are equal', () => {
    const even = { predicted: labels, probabilities: new Float32Array(5).fill(1), scores: null }
    for (const order of galleryOrders) expect(orderPictures(all, order, dataset, even)).toEqual(all)
  })
})

it('masks are ordered by their pixels that count', () => {
  // Of four pixels each: 3 right, all right, 2 right and one that does not count.
  const labels = Uint8Array.of(...[0, 0, 1, 1], ...[1, 1, 1, 1], ...[0, 1, 1, 255])
  const predicted = Uint8Array.of(...[0, 0, 1, 0], ...[1, 1, 1, 1], ...[0, 1, 0, 0])
  const probabilities = Float32Array.of(...[0.9, 0.9, 0.9, 0.9], ...[0.6, 0.6, 0.6, 0.6], ...[0.8, 0.8, 0.5, 1])
  const test = samplesInMemory({ count: 3, pixels: new Uint8Array(12), labels })
  const dataset = { task: 'segmentation', test, ignoreLabel: 255 } as const
  const order = (by: (typeof galleryOrders)[number]) =>
    orderPictures([0, 1, 2], by, dataset, { predicted, probabilities, scores: null })
  expect(order('hardest')).toEqual([2, 0, 1])
  // 0.9 of 4 pixels, 0.5 of 3, none.
  expect(order('surelyWrong')).toEqual([0, 2, 1])
  expect(order('leastSure')).toEqual([1, 2, 0])
})
