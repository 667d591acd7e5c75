import type { DataAnalysis, SourceSize } from '#shared/contract/analysis.ts'
import type { PictureOrigin } from '#shared/contract/data.ts'
import type { Dataset } from '../dataset.ts'
import { countClasses } from '../stratify.ts'
import { openCopyFinder } from './find-copies.ts'
import { findFacts } from './find-facts.ts'
import { createPixelCounter } from './pixel-statistics.ts'
import { reportCopies } from './report-copies.ts'
import { type WalkOptions, walkPictures } from './walk-pictures.ts'

/** Sizes that are told one by one. */
const mostSizes = 24

/**
 * Looks at every picture once, and holds a few bytes for each: the pixels' mean and spread (of the training pictures, which is
 * what networks learn from), equal pictures, and what follows for training.
 * @throws LoomError data.cancelled, data.unreadable, data.cacheShort
 */
export async function analyseDataset(dataset: Dataset, options: WalkOptions = {}): Promise<DataAnalysis> {
  const counter = createPixelCounter(dataset.inputShape[2] ?? 1)
  const finder = openCopyFinder(dataset)
  try {
    await walkPictures(
      dataset,
      (picture, split, index) => {
        if (split === 'train') counter.take(picture)
        finder.take(picture, split, index)
      },
      options,
    )
    const trainCounts = countClasses(dataset.train.labels, dataset.classes.length)
    const facts = {
      channels: counter.channels(),
      copies: reportCopies(dataset, finder.groups()),
      imbalance: dataset.task === 'segmentation' ? null : measureImbalance(trainCounts),
      sizes: dataset.origins ? countSizes([...dataset.origins.train, ...dataset.origins.test]) : null,
    }
    return { ...facts, findings: findFacts(dataset, { ...facts, trainCounts }) }
  } finally {
    finder.close()
  }
}

/** The most frequent class over the rarest that there is. */
function measureImbalance(counts: readonly number[]): number | null {
  const present = counts.filter((count) => count > 0)
  return present.length < 2 ? null : Math.max(...present) / Math.min(...present)
}

function countSizes(origins: readonly PictureOrigin[]): NonNullable<DataAnalysis['sizes']> {
  const sizes = new Map<string, SourceSize>()
  for (const { height, width, channels } of origins) {
    const key = `${height} ${width} ${channels}`
    const size = sizes.get(key) ?? { height, width, channels, count: 0 }
    sizes.set(key, { ...size, count: size.count + 1 })
  }
  const most = [...sizes.values()].sort((a, b) => b.count - a.count)
  return { distinct: sizes.size, most: most.slice(0, mostSizes) }
}
