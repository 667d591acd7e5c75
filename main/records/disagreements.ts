import type { DisagreementItem, DisagreementPage, MaskDifference, RunRow } from '#shared/contract/records.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { Dataset } from '../datasets/dataset.ts'
import { labelsOfPicture, packImages } from '../datasets/describe-dataset.ts'
import type { StoredPredictions } from './read-runs.ts'

export interface Voter {
  row: RunRow
  predictions: StoredPredictions | null
  /** Of masks, the part of each test picture's pixels that is right. */
  pixelAccuracies: Float32Array | null
}

interface PageRequest {
  offset: number
  count: number
}

/**
 * A page of the test pictures which not all runs take for the same; those that one is surest of come first, as far as the runs
 * are sure at all. Of masks those of which they get most differently many pixels right.
 * @throws LoomError records.noPredictions, records.otherPictures
 */
export function findDisagreements(voters: readonly Voter[], dataset: Dataset, page: PageRequest): DisagreementPage {
  for (const { row } of voters) {
    if (row.dataHash === null || row.dataHash !== voters[0]?.row.dataHash) throw new LoomError('records.otherPictures')
  }
  const picturesOf = (items: readonly { index: number }[]) =>
    packImages(
      dataset,
      dataset.test,
      items.map(({ index }) => index),
    )
  const { task } = dataset
  if (task === 'segmentation') {
    const found = differMost(voters, dataset, page)
    return { task, images: picturesOf(found.items), ...found }
  }
  const found = disagree(voters, page)
  return { task, images: picturesOf(found.items), ...found }
}

interface Found<Item> {
  items: Item[]
  total: number
}

function disagree(voters: readonly Voter[], page: PageRequest): Found<DisagreementItem> {
  const votes = voters.map(({ row, predictions }) => predictions ?? refuse(row))
  const labels = votes[0]?.labels ?? new Uint16Array()
  const differing = Array.from(labels.keys()).filter((index) =>
    votes.some(({ predicted }) => predicted[index] !== votes[0]?.predicted[index]),
  )
  const least = (index: number) => Math.min(...votes.map(({ probabilities }) => probabilities[index] ?? 0))
  const items = pageOf(differing, least, page).map((index) => ({
    index,
    label: labels[index] ?? 0,
    predicted: votes.map(({ predicted }) => predicted[index] ?? 0),
    probabilities: votes.map(({ probabilities }) => probabilities[index] ?? 0),
  }))
  return { items, total: differing.length }
}

function differMost(voters: readonly Voter[], { test }: Dataset, page: PageRequest): Found<MaskDifference> {
  const votes = voters.map(({ row, pixelAccuracies }) => pixelAccuracies ?? refuse(row))
  const accuraciesOf = (index: number) => votes.map((accuracies) => accuracies[index] ?? 0)
  const spread = (index: number) => Math.max(...accuraciesOf(index)) - Math.min(...accuraciesOf(index))
  // Pictures without pixels that count have a spread of NaN.
  const differing = Array.from({ length: test.count }, (_, index) => index).filter((index) => spread(index) > 0)
  const items = pageOf(differing, spread, page).map((index) => ({
    index,
    truth: labelsOfPicture(test, index).slice(),
    accuracies: accuraciesOf(index),
  }))
  return { items, total: differing.length }
}

/** Those of the largest keys first, equals as they come. */
function pageOf(indices: readonly number[], key: (index: number) => number, { offset, count }: PageRequest): number[] {
  const keyed = indices.map((index) => ({ index, key: key(index) }))
  const ordered = keyed.sort((a, b) => b.key - a.key || a.index - b.index)
  return ordered.slice(offset, offset + count).map(({ index }) => index)
}

function refuse({ name }: RunRow): never {
  throw new LoomError('records.noPredictions', { name })
}
