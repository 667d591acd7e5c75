import { nodeSize, rowHeight } from './extent.ts'
import { type Fragment, type Inserted, insertFragment } from './fragment.ts'
import { type Box, blockBoxes, boxAround, boxAt, makeRoom } from './place-blocks.ts'
import type { LoomDocument, LoomNode } from './schema.ts'

type Shift = LoomNode['position']

/** Between what is there and what is put beside it. */
const gap = rowHeight - nodeSize.height

/**
 * Adds a copy of a fragment, moved by `shift`, or as far beside that as it takes for nothing to lie over anything. In a
 * block its frame grows, and what stands around that makes room.
 */
export function insertFree(document: LoomDocument, fragment: Fragment, shift: Shift, block?: string): Inserted {
  const box = boxOfFragment(fragment)
  if (!box) return insertFragment(document, fragment, shift, block)
  const wanted = moveBox(box, shift)
  const before = blockBoxes(document)
  const beside = freeShift(wanted, standingIn(document, block, before))
  const inserted = insertFragment(document, fragment, { x: shift.x + beside.x, y: shift.y + beside.y }, block)
  const around = document.blocks.find(({ id }) => id === block)
  const [old, now] = [before.get(block ?? ''), blockBoxes(inserted.document).get(block ?? '')]
  if (!around || !old || !now) return inserted
  const change = { staying: new Set([around.id]), parent: around.parent, old, now }
  return { ...inserted, document: makeRoom(inserted.document, change, before) }
}

/** What a fragment takes, with the frames of its blocks; null where it has no layers. */
export function boxOfFragment({ nodes, blocks }: Fragment): Box | null {
  const boxes = blockBoxes({ nodes, blocks })
  const outer = blocks.filter(({ parent }) => parent === undefined).flatMap(({ id }) => boxes.get(id) ?? [])
  const loose = nodes.filter(({ block }) => block === undefined).map(({ position }) => boxAt(position))
  return boxAround([...outer, ...loose])
}

/** The boxes of what stands right in a block, or in none. */
function standingIn(document: LoomDocument, block: string | undefined, boxes: ReadonlyMap<string, Box>): Box[] {
  const nodes = document.nodes.filter((node) => node.block === block).map(({ position }) => boxAt(position))
  const blocks = document.blocks.filter(({ parent }) => parent === block).flatMap(({ id }) => boxes.get(id) ?? [])
  return [...nodes, ...blocks]
}

/** The shortest way, to one of the four sides, to where a box lies over none of the others; none where it is free already. */
export function freeShift(box: Box, others: readonly Box[]): Shift {
  if (!others.some((other) => isOver(box, other))) return { x: 0, y: 0 }
  const slides = (['right', 'left', 'down', 'up'] as const).map((way) => slide(box, others, way))
  return slides.reduce((best, each) => (length(each) < length(best) ? each : best))
}

type Way = 'right' | 'left' | 'down' | 'up'

function slide(box: Box, others: readonly Box[], way: Way): Shift {
  let shift: Shift = { x: 0, y: 0 }
  for (;;) {
    const now = moveBox(box, shift)
    const inTheWay = others.find((other) => isOver(now, other))
    if (!inTheWay) return shift
    // Always on past what is in the way, so that it comes to an end.
    if (way === 'right') shift = { x: inTheWay.right + gap - box.left, y: 0 }
    else if (way === 'left') shift = { x: inTheWay.left - gap - box.right, y: 0 }
    else if (way === 'down') shift = { x: 0, y: inTheWay.bottom + gap - box.top }
    else shift = { x: 0, y: inTheWay.top - gap - box.bottom }
  }
}

function length({ x, y }: Shift): number {
  return Math.abs(x) + Math.abs(y)
}

function moveBox({ left, top, right, bottom }: Box, { x, y }: Shift): Box {
  return { left: left + x, top: top + y, right: right + x, bottom: bottom + y }
}

function isOver(a: Box, b: Box): boolean {
  return a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top
}
