import { nodeSize, rowHeight } from '#shared/document/extent.ts'
import type { LoomNode } from '#shared/document/schema.ts'

type Positions = ReadonlyMap<string, LoomNode['position']>
type Join = Readonly<{ source: string; target: string }>

/** Between neighbours in a row, and between columns. */
const gap = 40
/** More in a row is no chain any more. */
const widest = 3

export interface Union {
  ids: readonly string[]
  joins: readonly Join[]
  /** What is no longer there: it stands to the right, so that the lines of what is there run past it. */
  gone: ReadonlySet<string>
}

/**
 * Places for two drawings in one: each layer a row below the last that it needs, what stood in a place once beside what stands
 * there now, in columns that together are about as wide as high. Null where that is no chain with a few branches, or
 * where layers have changed places.
 */
export function layOutUnion({ ids, joins, gone }: Union): Positions | null {
  const levels = findLevels(ids, joins)
  if (!levels) return null
  const rows: { kept: string[]; gone: string[] }[] = []
  for (const id of ids) {
    const level = levels.get(id) ?? 0
    rows[level] ??= { kept: [], gone: [] }
    rows[level][gone.has(id) ? 'gone' : 'kept'].push(id)
  }
  const lane = Math.max(1, ...rows.map(({ kept }) => kept.length))
  const width = lane + Math.max(0, ...rows.map((row) => row.gone.length))
  if (width > widest) return null
  const columnWidth = width * (nodeSize.width + gap) + gap
  const perColumn = Math.ceil(Math.sqrt((rows.length * columnWidth) / rowHeight))
  // As many in each column as in the others.
  const height = Math.ceil(rows.length / Math.ceil(rows.length / perColumn))
  const places = new Map<string, LoomNode['position']>()
  for (const [level, row] of rows.entries()) {
    const put = (id: string, place: number) => {
      const x = Math.floor(level / height) * columnWidth + place * (nodeSize.width + gap)
      places.set(id, { x, y: (level % height) * rowHeight })
    }
    for (const [place, id] of row.kept.entries()) put(id, place)
    for (const [place, id] of row.gone.entries()) put(id, lane + place)
  }
  return places
}

/** The longest way to each; null where there is a way round in a circle. */
function findLevels(ids: readonly string[], joins: readonly Join[]): Map<string, number> | null {
  const levels = new Map<string, number>()
  const left = new Set(ids)
  while (left.size > 0) {
    const free = [...left].filter((id) => !joins.some(({ source, target }) => target === id && left.has(source)))
    if (free.length === 0) return null
    for (const id of free) {
      const before = joins.filter(({ target }) => target === id).map(({ source }) => levels.get(source) ?? -1)
      levels.set(id, Math.max(-1, ...before) + 1)
    }
    for (const id of free) left.delete(id)
  }
  return levels
}
