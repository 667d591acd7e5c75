import type { CopyReport, DataAnalysis } from '#shared/contract/analysis.ts'
import type { DataSplit } from '#shared/contract/data.ts'

const none: CopyReport = { count: 0, conflicts: 0, groupCount: 0, groups: [] }

/** Made up: dark pictures with bright strokes, and two that are the same. */
export function fakeAnalysis(): DataAnalysis {
  const places = [
    { split: 'test' as const, index: 12, label: 2, file: null },
    { split: 'train' as const, index: 102, label: 2, file: null },
  ]
  const histogram = Array.from({ length: 256 }, (_, value) => (value === 0 ? 80_000 : 400 + 20 * value))
  return {
    channels: [{ mean: 0.1307, standardDeviation: 0.3081, min: 0, max: 255, histogram }],
    copies: {
      train: none,
      test: none,
      across: {
        count: 1,
        conflicts: 0,
        groupCount: 1,
        groups: [{ count: 2, pictures: places, hasLabelConflict: false }],
      },
    },
    imbalance: 1.2,
    sizes: null,
    findings: [
      {
        tone: 'warning',
        message: { code: 'data.found.leaks', values: { count: 1 } },
        remedy: 'withoutCopies',
        copies: 'across',
      },
    ],
  }
}

/** The parts of the made-up digits. */
export function fakeSplit(share: number): DataSplit {
  const perClass = (count: number) => new Array<number>(10).fill(count)
  const validation = Math.round(800 * share)
  return {
    counts: { train: 10 * (800 - validation), validation: 10 * validation, test: 2000 },
    classCounts: { train: perClass(800 - validation), validation: perClass(validation), test: perClass(200) },
  }
}
