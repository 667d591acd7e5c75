import type { GalleryOrder, GalleryPage, ThresholdCurves } from '#shared/contract/runs.ts'
import { drawDigits } from './fake-pictures.ts'

interface Request {
  filter: 'all' | 'wrong' | 'right'
  cell: { actual: number; predicted: number } | null
  order?: GalleryOrder | undefined
  offset: number
  count: number
}

/** Two thousand digits, of which one in 37 is taken for another. */
export function fakeGallery({ filter, cell, order, offset, count }: Request): GalleryPage {
  const all = Array.from({ length: 2000 }, (_, index) => ({
    index,
    label: index % 10,
    predicted: index % 37 === 0 ? (index + 3) % 10 : index % 10,
    probability: 0.55 + (index % 45) / 100,
    truthProbability: index % 37 === 0 ? (1 + (index % 45)) / 120 : 0.55 + (index % 45) / 100,
  }))
  const found = all.filter(
    ({ label, predicted }) =>
      (filter === 'all' || (filter === 'right') === (label === predicted)) &&
      (cell === null || (cell.actual === label && cell.predicted === predicted)),
  )
  if (order && order !== 'asTheyCome') found.sort((a, b) => a.truthProbability - b.truthProbability)
  const items = found.slice(offset, offset + count)
  const images = drawDigits(
    items.map(({ label }) => label),
    items.map(({ index }) => index),
  )
  return { task: 'classification', images, items, total: found.length }
}

/** Curves of a good network: the higher the class, the better. */
export function fakeCurves(label: number): ThresholdCurves {
  const x = Array.from({ length: 101 }, (_, place) => place / 100)
  const power = 0.08 / (1 + label)
  return {
    positives: 200,
    negatives: 1800,
    roc: { x, y: x.map((share) => share ** power) },
    auc: 1 / (1 + power),
    precisionRecall: { x, y: x.map((recall) => 1 - 0.9 * recall ** (12 + 6 * label)) },
    averagePrecision: 1 - 0.9 / (13 + 6 * label),
  }
}
