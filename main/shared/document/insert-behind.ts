import { blocksAround, coveringBlocks } from './block-tree.ts'
import { feed } from './blocks.ts'
import { nodeSize, rowHeight } from './extent.ts'
import { type Fragment, insertFragment } from './fragment.ts'
import { boxOfFragment, insertFree } from './free-place.ts'
import { blockBoxes, boxAt, makeRoom } from './place-blocks.ts'
import { portsOf, seenNode } from './ports.ts'
import type { LoomDocument, LoomNode } from './schema.ts'

const gap = rowHeight - nodeSize.height

export interface BehindPlace {
  afterId: string | null
  /** Of the upper left corner, where there is no layer before it. */
  origin: LoomNode['position']
  /** The block that it joins then. */
  blockId?: string | undefined
}

/**
 * Adds a copy of a fragment behind a layer: between it and all that follows it, if the fragment has one way out. What
 * stands below makes room. Without a layer it stands alone, beside what is there already.
 */
export function insertBehind(
  document: LoomDocument,
  fragment: Fragment,
  place: BehindPlace,
): { document: LoomDocument; nodeIds: string[] } {
  const after = seenNode(document, place.afterId)
  const box = boxOfFragment(fragment) ?? boxAt({ x: 0, y: 0 })
  const middle = after ? after.position.x + nodeSize.width / 2 : 0
  const corner = after
    ? { x: Math.round(middle - (box.right - box.left) / 2), y: after.position.y + rowHeight }
    : place.origin
  const shift = { x: corner.x - box.left, y: corner.y - box.top }
  if (!after) {
    const { document: grown, ids } = insertFree(document, fragment, shift, place.blockId)
    return { document: grown, nodeIds: fragment.nodes.flatMap(({ id }) => ids.get(id) ?? []) }
  }
  const block = blockBehind(document, after)
  const { document: grown, ids } = insertFragment(document, fragment, shift, block)
  const nodeIds = fragment.nodes.flatMap(({ id }) => ids.get(id) ?? [])
  const top = after.position.y + nodeSize.height
  const old = { ...boxAt(corner), left: corner.x, right: corner.x + box.right - box.left, bottom: top }
  const now = { ...old, bottom: top + box.bottom - box.top + gap }
  const staying = new Set([...ids.values(), after.id])
  const joined = joinBetween(grown, after.id, new Set(nodeIds))
  return { document: makeRoom(joined, { staying, parent: block, old, now }, blockBoxes(document)), nodeIds }
}

/** The block in which the next one stands: that of the layer, or around the collapsed block that it gives the output of. */
function blockBehind(document: LoomDocument, after: LoomNode): string | undefined {
  const covering = coveringBlocks(document)
  return blocksAround(document, after.block).find((id) => !covering.has(id))
}

function joinBetween(document: LoomDocument, afterId: string, inside: ReadonlySet<string>): LoomDocument {
  const { entries, exits } = portsOf(document, inside)
  const [exit] = exits
  const edges =
    exit === undefined || exits.length > 1
      ? document.edges
      : document.edges.map((edge) => (edge.source === afterId ? { ...edge, source: exit } : edge))
  return feed({ ...document, edges }, afterId, entries)
}
