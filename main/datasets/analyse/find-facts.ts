import type { CopyReport, DataAnalysis, DataFinding } from '#shared/contract/analysis.ts'
import type { Dataset } from '../dataset.ts'

/** From here on rare classes are easily missed. */
const largeImbalance = 3
/** So few pictures of a class say little of it. */
const fewPictures = 20

type Facts = Omit<DataAnalysis, 'findings'> & { trainCounts: readonly number[] }

/** What a set's figures mean for training, the gravest first. */
export function findFacts(dataset: Dataset, { copies, imbalance, sizes, trainCounts }: Facts): DataFinding[] {
  const found = [
    ...findCopies(copies),
    ...(imbalance !== null && imbalance >= largeImbalance ? [tellImbalance(dataset, trainCounts, imbalance)] : []),
    ...findRare(dataset, trainCounts),
    ...(sizes && sizes.distinct > 1 ? [tellSizes(sizes)] : []),
  ]
  const isClean = Object.values(copies).every(({ groupCount }) => groupCount === 0)
  return isClean ? [...found, say('good', 'data.found.noCopies')] : found
}

function findCopies({ train, test, across }: DataAnalysis['copies']): DataFinding[] {
  const conflicts = (report: CopyReport, copies: DataFinding['copies']) =>
    report.conflicts > 0 ? [{ ...say('warning', 'data.found.conflicts', { count: report.conflicts }), copies }] : []
  return [
    ...(across.count > 0
      ? [
          {
            ...say('warning', 'data.found.leaks', { count: across.count }),
            remedy: 'withoutCopies' as const,
            copies: 'across' as const,
          },
        ]
      : []),
    ...conflicts(across, 'across'),
    ...(train.count > 0
      ? [
          {
            ...say('info', 'data.found.trainCopies', { count: train.count }),
            remedy: 'withoutCopies' as const,
            copies: 'train' as const,
          },
        ]
      : []),
    ...conflicts(train, 'train'),
    ...(test.count > 0
      ? [{ ...say('info', 'data.found.testCopies', { count: test.count }), copies: 'test' as const }]
      : []),
    ...conflicts(test, 'test'),
  ]
}

function tellImbalance({ classes }: Dataset, counts: readonly number[], ratio: number): DataFinding {
  const most = counts.indexOf(Math.max(...counts))
  const least = counts.indexOf(Math.min(...counts))
  const values = {
    ...nameClass(classes[most], 'most'),
    ...nameClass(classes[least], 'least'),
    ratio: ratio.toFixed(1),
  }
  return { ...say('warning', 'data.found.imbalance', values), remedy: 'classWeights' }
}

function findRare({ classes, task }: Dataset, counts: readonly number[]): DataFinding[] {
  if (task === 'segmentation') return []
  const rare = classes.filter((_, label) => (counts[label] ?? 0) < fewPictures)
  return rare.length === 0
    ? []
    : [say('info', 'data.found.rare', { classes: rare.length, count: fewPictures, ...nameClass(rare[0], 'first') })]
}

function tellSizes({ distinct, most: [first] }: NonNullable<Facts['sizes']>): DataFinding {
  const { height = 0, width = 0, count = 0 } = first ?? {}
  return say('info', 'data.found.sizes', { distinct, size: `${height}×${width}`, count })
}

function nameClass(name: Dataset['classes'][number] | undefined, key: string): Record<string, string> {
  return { [key]: name?.en ?? '', [`${key}Zh`]: name?.['zh-CN'] ?? '' }
}

function say(
  tone: DataFinding['tone'],
  code: DataFinding['message']['code'],
  values: Record<string, string | number> = {},
): DataFinding {
  return { tone, message: { code, values }, remedy: null, copies: null }
}
