import { groupLetter, seedsOf } from '#shared/comparison/name-runs.ts'
import { type FigureName, figureNames, type RunComparison, type RunDetails } from '#shared/contract/records.ts'
import type { DataTable } from '../../../ui/data-table.ts'

/** The study's table: a column for each network, a row for each figure. */
export interface StudyTable {
  columns: { letter: string; name: string; seeds: number[]; runIds: string[] }[]
  rows: { figure: FigureName; cells: { mean: number | null; halfWidth: number | null }[] }[]
}

export function studyTable(runs: readonly RunDetails[], { groups }: RunComparison): StudyTable {
  return {
    columns: groups.map((group, place) => ({
      letter: groupLetter(place),
      name: runs.find(({ runId }) => runId === group.runIds[0])?.name ?? '',
      seeds: seedsOf(group, runs),
      runIds: group.runIds,
    })),
    rows: figureNames.map((figure) => ({
      figure,
      cells: groups.map(({ figures }) => ({
        mean: figures[figure]?.mean ?? null,
        halfWidth: figures[figure]?.halfWidth ?? null,
      })),
    })),
  }
}

/** Whether more of it is better, less is better, or neither. */
const better: Partial<Record<FigureName, 'more' | 'less'>> = {
  seconds: 'less',
  imagesPerSecond: 'more',
  valLoss: 'less',
  valAccuracy: 'more',
  testLoss: 'less',
  testAccuracy: 'more',
}

/**
 * The column that is best alone; none where two are, as they are shown, or where better means nothing: a cell must not stand
 * out beside one that reads the same.
 */
export function bestColumn(
  figure: FigureName,
  values: readonly (number | null)[],
  show: (value: number) => string,
): number | null {
  const direction = better[figure]
  const known = values.filter((value) => value !== null)
  if (!direction || known.length < 2) return null
  const best = direction === 'more' ? Math.max(...known) : Math.min(...known)
  return known.filter((value) => show(value) === show(best)).length === 1 ? values.indexOf(best) : null
}

/** For a file, one line for each network: the half of each 95 % interval is in a column of its own. */
export function tableOfStudy({ columns, rows }: StudyTable): DataTable {
  return {
    name: 'layerloom-comparison',
    columns: ['letter', 'name', 'seeds', ...rows.flatMap(({ figure }) => [figure, `${figure} ±`])],
    rows: columns.map(({ letter, name, seeds }, column) => [
      letter,
      name,
      seeds.join(' '),
      ...rows.flatMap(({ cells }) => [cells[column]?.mean ?? null, cells[column]?.halfWidth ?? null]),
    ]),
  }
}
