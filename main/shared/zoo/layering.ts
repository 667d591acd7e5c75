import { nodeSize, rowHeight } from '../document/extent.ts'
import { orderNodes } from '../graph/order.ts'

/** Something to be placed: a layer, a block, or a port of the block around it, which has no size. */
export interface Item {
  id: string
  width: number
  height: number
}

export interface Link {
  source: string
  target: string
}

/** A place in a row: an item, or free room through which a long line runs. */
interface Slot extends Item {
  isFree: boolean
}

export interface Placed {
  /** Upper left corner of each item. */
  corners: Map<string, { x: number; y: number }>
  width: number
  height: number
}

const columnGap = 60
const slotGap = 40
const rowGap = rowHeight - nodeSize.height
/** Of the whole drawing, width by height: that of a screen. */
const wantedAspect = 1.5
const leastColumnHeight = 5 * rowHeight

/**
 * Places items in rows, each below those that it comes from, branches side by side. `isWrapped`: the rows are set like
 * text in columns, from top to bottom and then to the right, so that a long chain fits a screen.
 */
export function placeItems(items: readonly Item[], links: readonly Link[], isWrapped: boolean): Placed {
  const rows = orderRows(fillRows(items, links), links)
  const columns = isWrapped ? wrapRows(rows) : [rows]
  const corners: Placed['corners'] = new Map()
  let left = 0
  let height = 0
  for (const column of columns) {
    const width = Math.max(0, ...column.map(widthOf))
    let top = 0
    for (const row of column) {
      let x = left + (width - widthOf(row)) / 2
      for (const slot of row) {
        if (!slot.isFree) corners.set(slot.id, { x: Math.round(x), y: top })
        x += slot.width + slotGap
      }
      top += stepOf(row)
    }
    height = Math.max(height, top - rowGap)
    left += width + columnGap
  }
  return { corners, width: Math.max(0, left - columnGap), height: Math.max(0, height) }
}

const widthOf = (row: readonly Slot[]) => row.reduce((sum, { width }) => sum + width + slotGap, -slotGap)

/** From this row to the next; a row of ports takes no room. */
function stepOf(row: readonly Slot[]): number {
  const height = Math.max(0, ...row.map((slot) => slot.height))
  return height === 0 ? 0 : height + rowGap
}

/** Each item one row below the lowest that it comes from; lines over several rows get free room in those between. */
function fillRows(items: readonly Item[], links: readonly Link[]): Slot[][] {
  const rowOf = longestWays(items, links)
  const rows: Slot[][] = Array.from({ length: Math.max(0, ...rowOf.values()) + 1 }, () => [])
  for (const item of items) rows[rowOf.get(item.id) ?? 0]?.push({ ...item, isFree: false })
  for (const link of links) {
    const last = rowOf.get(link.target) ?? 0
    for (let row = (rowOf.get(link.source) ?? 0) + 1; row < last; row += 1) {
      rows[row]?.push({ id: freeId(link, row), width: nodeSize.width, height: 0, isFree: true })
    }
  }
  return rows
}

const freeId = ({ source, target }: Link, row: number) => `${source} > ${target} ${row}`

function longestWays(items: readonly Item[], links: readonly Link[]): Map<string, number> {
  const { ordered, cyclic } = orderNodes({ nodes: items, edges: links })
  const incoming = groupSources(links)
  const rowOf = new Map<string, number>()
  for (const id of [...ordered, ...cyclic]) {
    rowOf.set(id, Math.max(0, ...(incoming.get(id) ?? []).map((source) => (rowOf.get(source) ?? -1) + 1)))
  }
  return rowOf
}

function groupSources(links: readonly Link[]): Map<string, string[]> {
  const sources = new Map<string, string[]>()
  for (const { source, target } of links) {
    const own = sources.get(target)
    if (own) own.push(source)
    else sources.set(target, [source])
  }
  return sources
}

/** Sorts each row by the middle of what lies above, then by where it was: few lines cross, and branches keep their order. */
function orderRows(rows: readonly Slot[][], links: readonly Link[]): Slot[][] {
  const above = groupSources(splitLinks(rows, links))
  const places = new Map<string, number>()
  return rows.map((row) => {
    const middle = new Map(row.map(({ id }, index) => [id, mean(above.get(id), places) ?? index]))
    const sorted = [...row].sort((a, b) => (middle.get(a.id) ?? 0) - (middle.get(b.id) ?? 0))
    for (const [index, { id }] of sorted.entries()) places.set(id, index - (sorted.length - 1) / 2)
    return sorted
  })
}

function mean(ids: readonly string[] | undefined, places: ReadonlyMap<string, number>): number | undefined {
  const known = (ids ?? []).flatMap((id) => places.get(id) ?? [])
  return known.length > 0 ? known.reduce((sum, place) => sum + place, 0) / known.length : undefined
}

/** Links that go from row to row, through the free room of the long ones. */
function splitLinks(rows: readonly Slot[][], links: readonly Link[]): Link[] {
  const rowOf = new Map(rows.flatMap((row, index) => row.map(({ id }) => [id, index] as const)))
  return links.flatMap((link) => {
    const last = rowOf.get(link.target) ?? 0
    const way = [link.source]
    for (let row = (rowOf.get(link.source) ?? 0) + 1; row < last; row += 1) way.push(freeId(link, row))
    return [...way, link.target].slice(1).map((target, index) => ({ source: way[index] ?? '', target }))
  })
}

/** Cuts the rows into columns where a single line crosses, of heights that give the drawing the shape of a screen. */
function wrapRows(rows: readonly Slot[][]): Slot[][][] {
  const total = rows.reduce((sum, row) => sum + stepOf(row), 0)
  const width = rows.reduce((sum, row) => sum + widthOf(row), 0) / Math.max(1, rows.length) + columnGap
  const count = Math.max(1, Math.round(Math.sqrt((wantedAspect * total) / width)))
  const limit = Math.max(leastColumnHeight, total / count)
  const columns: Slot[][][] = [[]]
  let height = 0
  for (const [index, row] of rows.entries()) {
    // Lines that enter a frame from the side would run through its layers.
    const isFrame = row.some((slot) => slot.height > nodeSize.height)
    const isSeam = row.length === 1 && rows[index - 1]?.length === 1 && !isFrame
    if (isSeam && height + stepOf(row) > limit) {
      columns.push([])
      height = 0
    }
    columns.at(-1)?.push(row)
    height += stepOf(row)
  }
  return columns
}
