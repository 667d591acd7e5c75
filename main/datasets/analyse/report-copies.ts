import type { CopyGroup, CopyReport, DataAnalysis, PicturePlace } from '#shared/contract/analysis.ts'
import type { SplitName } from '../batch-feed.ts'
import type { Dataset } from '../dataset.ts'
import type { EqualPictures } from './find-copies.ts'
import { splitOrder } from './walk-pictures.ts'

/** Groups that are told one by one, and pictures of each. */
const mostGroups = 40
const mostPictures = 6

/** What equal pictures mean: repeats within a part, and test pictures that were trained with. */
export function reportCopies(dataset: Dataset, groups: readonly EqualPictures[]): DataAnalysis['copies'] {
  const within = (split: SplitName) =>
    report(dataset, {
      groups: groups.filter((group) => group[split].length > 1).map((group) => only(group, split)),
      countOf: (group) => group[split].length - 1,
    })
  return {
    train: within('train'),
    test: within('test'),
    across: report(dataset, {
      groups: groups.filter(({ train, test }) => train.length > 0 && test.length > 0),
      countOf: ({ test }) => test.length,
    }),
  }
}

function only(group: EqualPictures, split: SplitName): EqualPictures {
  return { train: [], test: [], [split]: group[split] }
}

function report(
  dataset: Dataset,
  { groups, countOf }: { groups: readonly EqualPictures[]; countOf: (group: EqualPictures) => number },
): CopyReport {
  const described = groups.map((group) => describeGroup(dataset, group))
  return {
    count: groups.reduce((sum, group) => sum + countOf(group), 0),
    conflicts: described.filter(({ hasLabelConflict }) => hasLabelConflict).length,
    groupCount: groups.length,
    groups: described.slice(0, mostGroups),
  }
}

function describeGroup(dataset: Dataset, group: EqualPictures): CopyGroup {
  const places = splitOrder.flatMap((split) => group[split].map((index) => placePicture(dataset, split, index)))
  const labels = new Set(places.map(({ label }) => label))
  // One of each part is shown first.
  const firsts = splitOrder.flatMap((split) => places.find((place) => place.split === split) ?? [])
  const shown = [...firsts, ...places.filter((place) => !firsts.includes(place))].slice(0, mostPictures)
  return { count: places.length, pictures: shown, hasLabelConflict: labels.size > 1 }
}

function placePicture({ task, origins, ...dataset }: Dataset, split: SplitName, index: number): PicturePlace {
  const label = task === 'segmentation' ? null : (dataset[split].labels[index] ?? null)
  return { split, index, label, file: origins?.[split][index]?.file ?? null }
}
