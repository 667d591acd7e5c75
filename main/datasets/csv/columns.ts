import { LoomError } from '#shared/messages/loom-error.ts'

export interface LabelColumn {
  /** Columns of the table in all. */
  count: number
  /** Of the label, from 0. */
  place: number
  /** Whether the record has the title that was asked for. */
  isTitled: boolean
}

/** What people call the column with the labels. */
const titles = ['label', 'labels', 'class', 'target', 'y', 'category']

/**
 * Where the labels are, by the first record. `wanted` is a title, or a number from 1; empty finds it by its title, else takes
 * the first column.
 * @throws LoomError data.csvColumns, data.csvNoColumn
 */
export function findLabelColumn(file: string, first: readonly string[], wanted: string): LabelColumn {
  const count = first.length
  if (count < 2) throw new LoomError('data.csvColumns', { file, found: count })
  const named = first.findIndex((cell) => (wanted === '' ? titles.includes(cell.toLowerCase()) : cell === wanted))
  if (named >= 0) return { count, place: named, isTitled: wanted !== '' }
  if (wanted === '') return { count, place: 0, isTitled: false }
  const place = Number(wanted) - 1
  if (Number.isInteger(place) && place >= 0 && place < count) return { count, place, isTitled: false }
  throw new LoomError('data.csvNoColumn', { file, column: wanted, titles: first.slice(0, 6).join(', ') })
}

/** Whether the record has titles: no pixel's is a number, or they count 0, 1, 2 … or 1, 2, 3 … under a label that is a title. */
export function isHeader(record: readonly string[], { place, isTitled }: LabelColumn): boolean {
  if (isTitled) return true
  const cells = record.filter((_, column) => column !== place)
  if (cells.every((cell) => Number.isNaN(Number(cell)))) return !cells.every((cell) => /^nan$/i.test(cell))
  const label = record[place] ?? ''
  const isTitle = titles.includes(label.toLowerCase())
  const start = Number(cells[0])
  return isTitle && cells.every((cell, column) => Number(cell) === start + column)
}
