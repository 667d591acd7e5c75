import { nodeSize, rowHeight } from '../document/extent.ts'

export interface RowSize {
  width: number
  /** From its top to that of the next row. */
  step: number
  /** Whether a column may begin with it. */
  isSeam: boolean
}

/** The place for a drawing, in pixels. */
export interface Room {
  width: number
  height: number
}

/** Rows from `start` up to `end`, which is not among them. */
export interface Column {
  start: number
  end: number
}

export const columnGap = 60
export const rowGap = rowHeight - nodeSize.height

/** A shorter column is not worth a line from its foot to the head of the next. */
const leastHeight = 4 * rowHeight
/** All of a layer can be read at this scale: larger is no better. */
const enough = 0.8
/** What more columns must gain. */
const gain = 1.1

/** Cuts rows into columns of about one height, as many as let the whole be read well in a place of some size. */
export function wrapRows(rows: readonly RowSize[], room: Room): Column[] {
  const total = rows.reduce((sum, { step }) => sum + step, 0)
  let best = [{ start: 0, end: rows.length }]
  let bestScale = scaleOf(best, rows, room)
  for (let count = 2; count <= mostColumns(rows, total, room); count += 1) {
    const columns = cut(rows, lowestLimit(rows, count, total))
    const scale = scaleOf(columns, rows, room)
    if (scale > bestScale * gain) [best, bestScale] = [columns, scale]
  }
  return best
}

/** Twice as many as would do if all rows were alike. */
function mostColumns(rows: readonly RowSize[], total: number, { width, height }: Room): number {
  const rowWidth = rows.reduce((sum, row) => sum + row.width + columnGap, 0) / Math.max(1, rows.length)
  const ideal = Math.sqrt((width * total) / (height * rowWidth))
  return Math.min(Math.floor(total / leastHeight), Math.ceil(2 * ideal))
}

/** At which the columns can be seen in the room as a whole. */
function scaleOf(columns: readonly Column[], rows: readonly RowSize[], room: Room): number {
  const sizes = columns.map(({ start, end }) => {
    const own = rows.slice(start, end)
    const height = own.reduce((sum, { step }) => sum + step, -rowGap)
    return { width: Math.max(0, ...own.map(({ width }) => width)), height }
  })
  const width = sizes.reduce((sum, each) => sum + each.width + columnGap, -columnGap)
  const height = Math.max(...sizes.map((each) => each.height))
  return Math.min(enough, room.width / Math.max(1, width), room.height / Math.max(1, height))
}

/** The lowest height, to a pixel, at which no more than so many columns are needed. */
function lowestLimit(rows: readonly RowSize[], count: number, total: number): number {
  let low = total / count
  let high = total
  while (high - low > 1) {
    const middle = (low + high) / 2
    if (cut(rows, middle).length <= count) high = middle
    else low = middle
  }
  return high
}

/** Columns up to the limit, or to the next seam behind it. */
function cut(rows: readonly RowSize[], limit: number): Column[] {
  const columns: Column[] = []
  let start = 0
  let height = 0
  // Where the present column can end at the latest, and what then lies behind that.
  let seam = 0
  let behind = 0
  for (const [index, { step, isSeam }] of rows.entries()) {
    if (isSeam && index > start) [seam, behind] = [index, 0]
    if (height + step > limit && seam > start) {
      columns.push({ start, end: seam })
      start = seam
      height = behind
    }
    height += step
    behind += step
  }
  return [...columns, { start, end: rows.length }]
}
