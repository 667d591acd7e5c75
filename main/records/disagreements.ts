import type { DisagreementPage, RunRow } from '#shared/contract/records.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { Dataset } from '../datasets/dataset.ts'
import { packImages } from '../datasets/describe-dataset.ts'
import type { StoredPredictions } from './read-runs.ts'

export interface Voter {
  row: RunRow
  predictions: StoredPredictions | null
}

/**
 * A page of the test pictures which not all runs take for the same; those that one is surest of come first, as far as the runs
 * are sure at all.
 * @throws LoomError records.noPredictions, records.otherPictures
 */
export function findDisagreements(
  voters: readonly Voter[],
  dataset: Dataset,
  { offset, count }: { offset: number; count: number },
): DisagreementPage {
  const votes = readVotes(voters)
  const labels = votes[0]?.labels ?? new Uint16Array()
  const differing = Array.from(labels.keys()).filter((index) =>
    votes.some(({ predicted }) => predicted[index] !== votes[0]?.predicted[index]),
  )
  const least = (index: number) => Math.min(...votes.map(({ probabilities }) => probabilities[index] ?? 0))
  const ordered = differing
    .map((index) => ({ index, sureness: least(index) }))
    .sort((a, b) => b.sureness - a.sureness || a.index - b.index)
  const shown = ordered.slice(offset, offset + count).map(({ index }) => index)
  return {
    images: packImages(dataset, dataset.test, shown),
    items: shown.map((index) => ({
      index,
      label: labels[index] ?? 0,
      predicted: votes.map(({ predicted }) => predicted[index] ?? 0),
      probabilities: votes.map(({ probabilities }) => probabilities[index] ?? 0),
    })),
    total: differing.length,
  }
}

function readVotes(voters: readonly Voter[]): StoredPredictions[] {
  const [first] = voters
  return voters.map(({ row, predictions }) => {
    if (!predictions) throw new LoomError('records.noPredictions', { name: row.name })
    if (row.dataHash === null || row.dataHash !== first?.row.dataHash) throw new LoomError('records.otherPictures')
    return predictions
  })
}
