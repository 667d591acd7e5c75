import { type ClassScores, scoreClasses } from '#shared/statistics/class-scores.ts'

export type ScoreColumn = 'label' | keyof ClassScores

export interface ScoreSorting {
  column: ScoreColumn
  isDescending: boolean
}

export interface ClassScoreRow extends ClassScores {
  label: number
}

/** A row for each class. What is not defined comes last, whichever way; equals stay in the order of the classes. */
export function sortClassScores(
  confusion: readonly (readonly number[])[],
  { column, isDescending }: ScoreSorting,
): ClassScoreRow[] {
  const rows = scoreClasses(confusion).map((scores, label) => ({ label, ...scores }))
  const sign = isDescending ? -1 : 1
  return rows.sort((a, b) => {
    const isUndefined = [a, b].map((row) => Number.isNaN(row[column]))
    if (isUndefined[0] || isUndefined[1]) return Number(isUndefined[0]) - Number(isUndefined[1]) || a.label - b.label
    return sign * (a[column] - b[column]) || a.label - b.label
  })
}

/** The worst classes first, as that is what people look for; another press turns it round. */
export function nextScoreSorting(now: ScoreSorting, column: ScoreColumn): ScoreSorting {
  return { column, isDescending: now.column === column && !now.isDescending }
}
