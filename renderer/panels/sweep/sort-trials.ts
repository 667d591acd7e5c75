import type { TrialRow } from '#shared/contract/sweeps.ts'

export const trialFigures = ['parameters', 'seconds', 'valLoss', 'valAccuracy', 'testAccuracy'] as const

export interface TrialSort {
  by: (typeof trialFigures)[number]
  isDescending: boolean
}

/** From the largest, then from the least, then as they were asked for. */
export function nextSort(sort: TrialSort | null, by: TrialSort['by']): TrialSort | null {
  if (sort?.by !== by) return { by, isDescending: true }
  return sort.isDescending ? { by, isDescending: false } : null
}

/** What a trial did not come to stands last, whichever way they are sorted. */
export function sortTrials(trials: readonly TrialRow[], sort: TrialSort | null): readonly TrialRow[] {
  if (!sort) return trials
  const { by, isDescending } = sort
  const figureOf = (trial: TrialRow) => (trial.epoch === 0 && by !== 'parameters' ? null : trial[by])
  return [...trials].sort((one, other) => {
    const [a, b] = [figureOf(one), figureOf(other)]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    return isDescending ? b - a : a - b
  })
}
