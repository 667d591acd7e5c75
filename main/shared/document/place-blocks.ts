import { blocksAround, blocksWithin, coveringBlocks } from './block-tree.ts'
import { framePadding, nodeSize } from './extent.ts'
import type { LoomBlock, LoomDocument, LoomNode } from './schema.ts'

export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

type Position = LoomNode['position']
type Shift = { x: number; y: number }

/** Where a layer or a collapsed block is drawn. */
export function boxAt({ x, y }: Position): Box {
  return { left: x, top: y, right: x + nodeSize.width, bottom: y + nodeSize.height }
}

/** The smallest box around some; null around none. */
export function boxAround(boxes: readonly Box[]): Box | null {
  const [first, ...rest] = boxes
  if (!first) return null
  return rest.reduce(
    (a, b) => ({
      left: Math.min(a.left, b.left),
      top: Math.min(a.top, b.top),
      right: Math.max(a.right, b.right),
      bottom: Math.max(a.bottom, b.bottom),
    }),
    first,
  )
}

export function withPadding(box: Box): Box {
  return {
    left: box.left - framePadding.left,
    top: box.top - framePadding.top,
    right: box.right + framePadding.right,
    bottom: box.bottom + framePadding.bottom,
  }
}

/** What stands right inside of each block: `put` adds a box to the block with that id, if there is one. */
export function gatherBoxes(): {
  inside: ReadonlyMap<string, Box[]>
  put: (id: string | undefined, box: Box) => void
} {
  const inside = new Map<string, Box[]>()
  const put = (id: string | undefined, box: Box) => {
    if (id === undefined) return
    const own = inside.get(id)
    if (own) own.push(box)
    else inside.set(id, [box])
  }
  return { inside, put }
}

/** The boxes of all blocks: of a collapsed one where it stands, of others the frame around what they hold. */
export function blockBoxes(document: Pick<LoomDocument, 'nodes' | 'blocks'>): Map<string, Box> {
  const { inside, put } = gatherBoxes()
  for (const { block, position } of document.nodes) put(block, boxAt(position))
  const boxes = new Map<string, Box>()
  const depths = document.blocks.map((block) => ({ block, depth: blocksAround(document, block.id).length }))
  for (const { block } of depths.sort((a, b) => b.depth - a.depth)) {
    const around = boxAround(inside.get(block.id) ?? [])
    const box = block.isCollapsed || !around ? boxAt(block.position) : withPadding(around)
    boxes.set(block.id, box)
    put(block.parent, box)
  }
  return boxes
}

/**
 * Draws a block as one node or as a frame, and lets its surroundings close up or make room. Its top and its middle stay
 * where they are, so that doing it twice changes nothing.
 */
export function setCollapsed(document: LoomDocument, blockId: string, isCollapsed: boolean): LoomDocument {
  const block = document.blocks.find(({ id }) => id === blockId)
  if (!block || block.isCollapsed === isCollapsed) return document
  const before = blockBoxes(document)
  const old = before.get(blockId) ?? boxAt(block.position)
  const changed = isCollapsed ? fold(document, block, old) : unfold(document, block)
  // Nobody sees what happens inside of a collapsed block.
  if (block.parent !== undefined && coveringBlocks(document).has(block.parent)) return changed
  const now = blockBoxes(changed).get(blockId) ?? old
  return makeRoom(changed, { staying: new Set([blockId]), parent: block.parent, old, now }, before)
}

function fold(document: LoomDocument, { id }: LoomBlock, frame: Box): LoomDocument {
  const x = Math.round((frame.left + frame.right - nodeSize.width) / 2)
  return updateBlock(document, id, (block) => ({ ...block, isCollapsed: true, position: { x, y: frame.top } }))
}

function unfold(document: LoomDocument, { id, position }: LoomBlock): LoomDocument {
  const open = updateBlock(document, id, (block) => ({ ...block, isCollapsed: false }))
  const frame = blockBoxes(open).get(id) ?? boxAt(position)
  const x = position.x + (nodeSize.width - frame.right + frame.left) / 2
  return moveBlock(open, id, { x: Math.round(x - frame.left), y: position.y - frame.top })
}

export function updateBlock(
  document: LoomDocument,
  blockId: string,
  change: (block: LoomBlock) => LoomBlock,
): LoomDocument {
  return { ...document, blocks: document.blocks.map((block) => (block.id === blockId ? change(block) : block)) }
}

/** Moves a block with all that it holds. */
export function moveBlock(document: LoomDocument, blockId: string, by: Shift): LoomDocument {
  const within = blocksWithin(document, blockId)
  return shiftSome(document, ({ id, block }) =>
    within.has(id) || (block !== undefined && within.has(block)) ? by : null,
  )
}

/** Moves layers, given with the block that they stand in, and blocks. */
function shiftSome(
  document: LoomDocument,
  shiftOf: (each: { id: string; block?: string | undefined }) => Shift | null,
): LoomDocument {
  const move = <Each extends { id: string; block?: string | undefined; position: Position }>(each: Each): Each => {
    const shift = shiftOf(each)
    if (!shift || (shift.x === 0 && shift.y === 0)) return each
    return { ...each, position: { x: each.position.x + shift.x, y: each.position.y + shift.y } }
  }
  return { ...document, nodes: document.nodes.map(move), blocks: document.blocks.map(move) }
}

/** What has changed: the layers and blocks that stay, in `parent`, take the box `now`; before, it was `old`. */
export interface RoomChange {
  staying: ReadonlySet<string>
  parent: string | undefined
  old: Box
  now: Box
}

/**
 * Moves what stands around blocks whose box has changed: what is beside them sideways, what is below them down or up. The
 * frame around them grows, so that the same is done around that, and so on outwards. `before`: the boxes at the beginning.
 */
export function makeRoom(document: LoomDocument, change: RoomChange, before: ReadonlyMap<string, Box>): LoomDocument {
  const { staying, parent } = change
  const boxes = blockBoxes(document)
  const shifts = new Map<string, Shift>()
  for (const { id, block, position } of document.nodes) {
    if (block === parent && !staying.has(id)) shifts.set(id, shiftBeside(boxAt(position), change))
  }
  for (const { id, parent: around } of document.blocks) {
    const box = boxes.get(id)
    if (around === parent && box && !staying.has(id)) shifts.set(id, shiftBeside(box, change))
  }
  const moverOf = (id: string | undefined) => blocksAround(document, id).find((around) => shifts.has(around)) ?? ''
  const moved = shiftSome(document, ({ id, block }) => shifts.get(id) ?? shifts.get(moverOf(block ?? id)) ?? null)
  const old = before.get(parent ?? '')
  const now = blockBoxes(moved).get(parent ?? '')
  const outer = document.blocks.find(({ id }) => id === parent)
  if (!outer || !old || !now) return moved
  return makeRoom(moved, { staying: new Set([outer.id]), parent: outer.parent, old, now }, before)
}

function shiftBeside(box: Box, { old, now }: RoomChange): Shift {
  if (box.left >= old.right) return { x: Math.round(now.right - old.right), y: 0 }
  if (box.right <= old.left) return { x: Math.round(now.left - old.left), y: 0 }
  return box.top >= old.bottom ? { x: 0, y: Math.round(now.bottom - old.bottom) } : { x: 0, y: 0 }
}
