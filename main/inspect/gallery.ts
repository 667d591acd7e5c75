import type { GalleryPage } from '#shared/contract/runs.ts'
import type { Dataset } from '../datasets/dataset.ts'
import { packImages } from '../datasets/describe-dataset.ts'

export interface GalleryRequest {
  filter: 'all' | 'wrong' | 'right'
  /** One cell of the confusion matrix. */
  cell: { actual: number; predicted: number } | null
  offset: number
  count: number
}

/** Of each test picture, in their order. */
export interface Predictions {
  predicted: Uint8Array
  probabilities: Float32Array
}

/** A page of the test pictures that fit the request, in the order of the data set. */
export function pickGalleryPage(dataset: Dataset, predictions: Predictions, request: GalleryRequest): GalleryPage {
  const { labels } = dataset.test
  const { predicted, probabilities } = predictions
  const fits = (index: number): boolean => {
    const isRight = labels[index] === predicted[index]
    if (request.filter !== 'all' && isRight !== (request.filter === 'right')) return false
    const { cell } = request
    return cell === null || (labels[index] === cell.actual && predicted[index] === cell.predicted)
  }
  const fitting = [...labels.keys()].filter(fits)
  const page = fitting.slice(request.offset, request.offset + request.count)
  return {
    images: packImages(dataset, dataset.test, page),
    items: page.map((index) => ({
      index,
      label: labels[index] ?? 0,
      predicted: predicted[index] ?? 0,
      probability: probabilities[index] ?? 0,
    })),
    total: fitting.length,
  }
}
