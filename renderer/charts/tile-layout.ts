/** Sizes in CSS pixels. */
export interface TileLayout {
  columns: number
  rows: number
  /** Size of one tile as drawn. */
  width: number
  height: number
  /** Empty space between tiles, and around them all. */
  gap: number
  /** Of all rows together; more than the view's height when it has to scroll. */
  contentHeight: number
}

export interface TileRoom {
  count: number
  tileWidth: number
  tileHeight: number
  /** Of the view. */
  width: number
  height: number
}

const longestSide = 112
const shortestSide = 36
/** Units of a flat layer are single pixels and need less room. */
const longestCell = 24
const shortestCell = 9

/**
 * The largest whole magnification at which all tiles can be seen at once; where none is large enough to make
 * anything out, the view scrolls.
 */
export function layoutTiles(room: TileRoom): TileLayout {
  const { tileWidth, tileHeight } = room
  const side = Math.max(tileWidth, tileHeight)
  const isCell = side === 1
  const longest = isCell ? longestCell : longestSide
  const shortest = isCell ? shortestCell : shortestSide
  if (side > longest) return arrange(room, longest / side)
  const least = Math.max(1, Math.min(Math.ceil(shortest / side), Math.floor(longest / side)))
  for (let scale = Math.floor(longest / side); scale > least; scale -= 1) {
    const layout = arrange(room, scale)
    if (layout.contentHeight <= room.height) return layout
  }
  return arrange(room, least)
}

function arrange({ count, tileWidth, tileHeight, width: viewWidth }: TileRoom, scale: number): TileLayout {
  const width = tileWidth * scale
  const height = tileHeight * scale
  const gap = Math.max(tileWidth, tileHeight) === 1 ? 2 : 4
  const columns = Math.max(1, Math.min(count, Math.floor((viewWidth - gap) / (width + gap))))
  const rows = Math.ceil(count / columns)
  return { columns, rows, width, height, gap, contentHeight: rows * (height + gap) + gap }
}

/** The tiles that a view of `viewHeight` scrolled down by `scrollTop` shows, `last` not included. */
export function visibleTiles(
  layout: TileLayout,
  count: number,
  scrollTop: number,
  viewHeight: number,
): { first: number; last: number } {
  const pitch = layout.height + layout.gap
  const firstRow = Math.max(0, Math.floor(scrollTop / pitch))
  const lastRow = Math.ceil((scrollTop + viewHeight) / pitch)
  return { first: Math.min(count, firstRow * layout.columns), last: Math.min(count, lastRow * layout.columns) }
}

/** Left upper corner of a tile in the content. */
export function tileCorner(layout: TileLayout, index: number): { x: number; y: number } {
  const { columns, width, height, gap } = layout
  return { x: gap + (index % columns) * (width + gap), y: gap + Math.floor(index / columns) * (height + gap) }
}

/** The tile at a place of the content; null between tiles and beyond the last. */
export function tileAt(layout: TileLayout, count: number, x: number, y: number): number | null {
  const column = Math.floor((x - layout.gap / 2) / (layout.width + layout.gap))
  const row = Math.floor((y - layout.gap / 2) / (layout.height + layout.gap))
  const index = row * layout.columns + column
  return column >= 0 && column < layout.columns && row >= 0 && index < count ? index : null
}
