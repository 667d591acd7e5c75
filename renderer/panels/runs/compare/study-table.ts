import { groupLetter, seedsOf } from '#shared/comparison/name-runs.ts'
import { type FigureName, figureNames, type RunComparison, type RunDetails } from '#shared/contract/records.ts'

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

/**
 * The table for a spreadsheet, one line for each network: whole numbers as they are kept, the half of each 95 % interval in a
 * column of its own. Fields are set in quotes as RFC 4180 wants.
 */
export function studyCsv({ columns, rows }: StudyTable): string {
  const head = ['', 'name', 'seeds', ...rows.flatMap(({ figure }) => [figure, `${figure} ±`])]
  const lines = columns.map(({ letter, name, seeds }, column) => [
    letter,
    name,
    seeds.join(' '),
    ...rows.flatMap(({ cells }) => [cells[column]?.mean ?? '', cells[column]?.halfWidth ?? '']),
  ])
  return [head, ...lines].map((line) => `${line.map(quote).join(',')}\r\n`).join('')
}

function quote(value: string | number): string {
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
