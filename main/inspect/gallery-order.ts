import type { Labels } from '#shared/contract/data.ts'
import type { GalleryOrder } from '#shared/contract/runs.ts'
import type { Dataset } from '../datasets/dataset.ts'
import type { Predictions } from './gallery.ts'

/** What a picture is ordered by, least first; those that are equal stay as they come. */
type Key = (index: number) => number

/** The given test pictures in the wanted order. */
export function orderPictures(
  indices: readonly number[],
  order: GalleryOrder,
  dataset: Pick<Dataset, 'task' | 'test' | 'ignoreLabel'>,
  predictions: Predictions,
): number[] {
  if (order === 'asTheyCome') return [...indices]
  const key =
    dataset.task === 'segmentation' ? maskKey(order, dataset, predictions) : pictureKey(order, dataset, predictions)
  const keys = new Map(indices.map((index) => [index, key(index)]))
  return [...indices].sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0))
}

/** What the network gave the true class; null where it is not known. */
export function truthProbability(
  { predicted, probabilities, scores }: Predictions,
  labels: Labels,
  index: number,
): number | null {
  const label = labels[index] ?? 0
  if (label === predicted[index]) return probabilities[index] ?? 0
  return scores ? (scores[index * (scores.length / labels.length) + label] ?? 0) : null
}

type Ordered = Exclude<GalleryOrder, 'asTheyCome'>

function pictureKey(order: Ordered, { test }: Pick<Dataset, 'test'>, predictions: Predictions): Key {
  const sureness: Key = (index) => predictions.probabilities[index] ?? 0
  const isWrong = (index: number) => predictions.predicted[index] !== test.labels[index]
  const keys: Record<Ordered, Key> = {
    // Where the true class's is not known, it is what the prediction left over at most.
    hardest: (index) => truthProbability(predictions, test.labels, index) ?? 1 - sureness(index),
    // The right ones come behind, from the least sure on.
    surelyWrong: (index) => (isWrong(index) ? -1 - sureness(index) : sureness(index)),
    leastSure: sureness,
  }
  return keys[order]
}

/** By pixels that count: their share that is right, how sure the wrong ones are together, and how sure all are. */
function maskKey(
  order: Ordered,
  { test, ignoreLabel }: Pick<Dataset, 'test' | 'ignoreLabel'>,
  { predicted, probabilities }: Predictions,
): Key {
  const size = test.labels.length / test.count
  return (index) => {
    let [counted, right, sure, surelyWrong] = [0, 0, 0, 0]
    for (let at = index * size; at < (index + 1) * size; at += 1) {
      if (test.labels[at] === ignoreLabel) continue
      const probability = probabilities[at] ?? 0
      counted += 1
      sure += probability
      if (test.labels[at] === predicted[at]) right += 1
      else surelyWrong += probability
    }
    const keys: Record<Ordered, number> = { hardest: right, surelyWrong: -surelyWrong, leastSure: sure }
    return keys[order] / Math.max(1, counted)
  }
}
