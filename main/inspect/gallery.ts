import type { Labels } from '#shared/contract/data.ts'
import type { GalleryOrder, GalleryPage, MaskItem, MaskPair } from '#shared/contract/runs.ts'
import type { Dataset } from '../datasets/dataset.ts'
import { labelsOfPicture, packImages } from '../datasets/describe-dataset.ts'
import { countingIndices } from '../datasets/random.ts'
import { orderPictures, truthProbability } from './gallery-order.ts'
import { pixelAccuracy } from './pixel-accuracy.ts'

export interface GalleryRequest {
  filter: 'all' | 'wrong' | 'right'
  /** One cell of the confusion matrix. */
  cell: { actual: number; predicted: number } | null
  order?: GalleryOrder | undefined
  offset: number
  count: number
}

/** Of each test picture, or of each pixel, in their order. */
export interface Predictions {
  predicted: Labels
  /** Of what was predicted. */
  probabilities: Float32Array
  /** `[pictures, classes]`: of each class; null where pixels have labels, or it was too much to keep. */
  scores: Float32Array | null
}

/**
 * A page of the test pictures that fit the request, in the order that it names. A picture with a label for each pixel is right
 * where all that count are, and in a cell where one of them is.
 */
export function pickGalleryPage(dataset: Dataset, predictions: Predictions, request: GalleryRequest): GalleryPage {
  const { test, task, ignoreLabel } = dataset
  const size = test.labels.length / test.count
  const partOf = (index: number): MaskPair => ({
    truth: labelsOfPicture(test, index),
    predicted: predictions.predicted.subarray(index * size, (index + 1) * size),
  })
  const isHit = (pair: MaskPair) => (label: number, at: number) => label === ignoreLabel || label === pair.predicted[at]
  const fits = (index: number): boolean => {
    const pair = partOf(index)
    if (request.filter !== 'all' && pair.truth.every(isHit(pair)) !== (request.filter === 'right')) return false
    const { cell } = request
    return (
      cell === null || pair.truth.some((label, at) => label === cell.actual && pair.predicted[at] === cell.predicted)
    )
  }
  const found = [...countingIndices(test.count)].filter(fits)
  const fitting = orderPictures(found, request.order ?? 'asTheyCome', dataset, predictions)
  const page = fitting.slice(request.offset, request.offset + request.count)
  const common = { images: packImages(dataset, test, page), total: fitting.length }
  if (task === 'segmentation') {
    const items = page.map((index) => describeMask(index, partOf(index), ignoreLabel))
    return { ...common, task, items }
  }
  const items = page.map((index) => ({
    index,
    label: test.labels[index] ?? 0,
    predicted: predictions.predicted[index] ?? 0,
    probability: predictions.probabilities[index] ?? 0,
    truthProbability: truthProbability(predictions, test.labels, index),
  }))
  return { ...common, task, items }
}

function describeMask(index: number, { truth, predicted }: MaskPair, ignoreLabel: number | undefined): MaskItem {
  const accuracy = pixelAccuracy({ truth, predicted }, ignoreLabel)
  return { index, truth: truth.slice(), predicted: predicted.slice(), accuracy: Number.isNaN(accuracy) ? 1 : accuracy }
}
