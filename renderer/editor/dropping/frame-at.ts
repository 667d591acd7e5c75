import { blocksAround, coveringBlocks, layersOf, wholeBlocks } from '#shared/document/block-tree.ts'
import { type Box, blockBoxes } from '#shared/document/place-blocks.ts'
import type { LoomDocument, LoomNode } from '#shared/document/schema.ts'

type Position = LoomNode['position']

const framesOf = new WeakMap<LoomDocument, Map<string, Box>>()

/** The frames of open blocks as the drawing has them; worked out once, as it stays the same during a drag. */
function openFrames(document: LoomDocument): Map<string, Box> {
  const known = framesOf.get(document)
  if (known) return known
  const covering = coveringBlocks(document)
  const frames = new Map([...blockBoxes(document)].filter(([id]) => !covering.has(id)))
  framesOf.set(document, frames)
  return frames
}

/** The innermost open block whose frame is at a point; those in `without`, and in them, do not count. */
export function frameAt(
  document: LoomDocument,
  { x, y }: Position,
  without: ReadonlySet<string> = new Set(),
): string | undefined {
  const depthOf = (id: string) => blocksAround(document, id).length
  const found = [...openFrames(document)]
    .filter(([, box]) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom)
    .map(([id]) => id)
    .filter((id) => !blocksAround(document, id).some((around) => without.has(around)))
  return found.sort((a, b) => depthOf(b) - depthOf(a))[0]
}

/** How far outside of a block's frame something may be let go and still belong to it: the frame grows with what it holds. */
const grip = 48

/**
 * Where something that stands in `home` belongs when it is let go at a point: in the innermost frame there, and still in its
 * own block while it is at the edge of that.
 */
export function homeAt(
  document: LoomDocument,
  at: Position,
  { home, dragged }: { home: string | undefined; dragged: ReadonlySet<string> },
): string | undefined {
  const found = frameAt(document, at, dragged)
  if (home === undefined || found === home) return found
  const isInside = found !== undefined && blocksAround(document, found).includes(home)
  const box = openFrames(document).get(home)
  if (isInside || !box) return found
  const isAround = found === undefined || blocksAround(document, home).includes(found)
  const outside = Math.max(box.left - at.x, at.x - box.right, box.top - at.y, at.y - box.bottom)
  return isAround && outside <= grip ? home : found
}

/** What a drag moves: `heldId` is under the pointer, `ids` go along; blocks among them by their titles or as selected. */
export interface DraggedThings {
  heldId: string
  ids: readonly string[]
}

/**
 * What would change its block when it is let go at a point. A block of which every layer is dragged goes as a whole; but a
 * layer that is held itself and dragged alone leaves even if it is the last one: to move such a block, it has a title.
 */
export function findMoves(document: LoomDocument, at: Position, { heldId, ids }: DraggedThings) {
  const layers = new Set(ids.flatMap((id) => layersOf(document, id)))
  const isAlone = layers.size === 1 && layers.has(heldId)
  const dragged = isAlone ? layers : new Set([...ids, ...wholeBlocks(document, layers)])
  const standing = [
    ...document.nodes.filter(({ id }) => dragged.has(id)).map(({ id, block }) => ({ id, home: block })),
    ...document.blocks.filter(({ id }) => dragged.has(id)).map(({ id, parent }) => ({ id, home: parent })),
  ]
  return standing
    .filter(({ home }) => !blocksAround(document, home).some((around) => dragged.has(around)))
    .map(({ id, home }) => ({ id, home, next: homeAt(document, at, { home, dragged }) }))
    .filter(({ home, next }) => next !== home)
}
