import { nodeSize } from '../document/extent.ts'
import { orderNodes } from '../graph/order.ts'
import { columnGap, type Room, type RowSize, rowGap, wrapRows } from './wrap-rows.ts'

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
  /** Of free room: the row to which the line through it leads. */
  leadsTo: number | null
}

export interface Placed {
  /** Upper left corner of each item. */
  corners: Map<string, { x: number; y: number }>
  width: number
  height: number
}

const slotGap = 40
/** A line from the foot of a column into the next one may lead past so many rows there. */
const longestJump = 4

/**
 * Places items in rows, each below those that it comes from, branches side by side. Rows that are too many for the room, if
 * there is one, are set like text in columns, from top to bottom and then to the right.
 */
export function placeItems(items: readonly Item[], links: readonly Link[], room: Room | null): Placed {
  const rows = orderRows(fillRows(items, links), links)
  const columns =
    room === null ? [rows] : wrapRows(rows.map(measureRow), room).map(({ start, end }) => rows.slice(start, end))
  const corners: Placed['corners'] = new Map()
  let left = 0
  let height = 0
  for (const column of columns) {
    const width = Math.max(0, ...column.map(widthOf))
    let top = 0
    for (const row of column) {
      let x = left + (width - widthOf(row)) / 2
      for (const slot of row) {
        if (slot.leadsTo === null) corners.set(slot.id, { x: Math.round(x), y: top })
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

/** A column may begin with a row if all lines that lead there, or past it, come from one item above. */
function measureRow(row: readonly Slot[], index: number, rows: readonly Slot[][]): RowSize {
  const above = rows[index - 1] ?? []
  const isOne = above.length === 1 && above[0]?.leadsTo === null && above[0].height > 0
  const isShort = row.every(({ leadsTo }) => leadsTo === null || leadsTo - index <= longestJump)
  return { width: widthOf(row), step: stepOf(row), isSeam: isOne && isShort && stepOf(row) > 0 }
}

/** From this row to the next; a row of ports takes no room. */
function stepOf(row: readonly Slot[]): number {
  const height = Math.max(0, ...row.map((slot) => slot.height))
  return height === 0 ? 0 : height + rowGap
}

/** Each item one row below the lowest that it comes from; lines over several rows get free room in those between. */
function fillRows(items: readonly Item[], links: readonly Link[]): Slot[][] {
  const rowOf = longestWays(items, links)
  const rows: Slot[][] = Array.from({ length: Math.max(0, ...rowOf.values()) + 1 }, () => [])
  for (const item of items) rows[rowOf.get(item.id) ?? 0]?.push({ ...item, leadsTo: null })
  for (const link of links) {
    const last = rowOf.get(link.target) ?? 0
    for (let row = (rowOf.get(link.source) ?? 0) + 1; row < last; row += 1) {
      rows[row]?.push({ id: freeId(link, row), width: nodeSize.width, height: 0, leadsTo: last })
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
