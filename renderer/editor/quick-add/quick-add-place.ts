import { rowHeight } from '#shared/document/extent.ts'
import { seenNode } from '#shared/document/ports.ts'
import type { LoomDocument, LoomNode } from '#shared/document/schema.ts'
import { findLayer } from '#shared/layers/registry.ts'
import type { AddPlace } from '../../stores/overlay-store.ts'
import { nodeHeight, nodeWidth } from '../place-layer.ts'

type Position = LoomNode['position']

/** Where a layer goes that is asked for without a place: onto the selected line, after the selected layer, else to `free`. */
export function quickAddPlace(
  document: LoomDocument,
  selected: { nodeId: string | null; edgeId: string | null },
  free: Position,
): AddPlace {
  const node = seenNode(document, selected.nodeId)
  const leaving = document.edges.filter(({ source }) => source === node?.id)
  const edgeId = selected.edgeId ?? (leaving.length === 1 ? (leaving[0]?.id ?? null) : null)
  const edge = document.edges.find(({ id }) => id === edgeId)
  const end = document.nodes.find(({ id }) => id === edge?.target)
  if (edge && end) return { position: topOf(end), line: null, edgeId: edge.id }
  if (!node || findLayer(node.kind)?.outputs === 0) return placeAt(document, free)
  const { x, y } = topOf(node)
  return { position: { x, y: y + rowHeight }, line: { nodeId: node.id, end: 'source' }, edgeId: null }
}

/** How far a layer without a successor may be to the side and above for a new one to follow it, in pixels. */
const reach = { x: 260, y: 3 * rowHeight }

/** A place on the empty canvas: after the nearest layer above it that nothing follows yet. */
export function placeAt(document: LoomDocument, position: Position): AddPlace {
  const followed = new Set(document.edges.map(({ source }) => source))
  const above = document.nodes
    .filter(({ id, kind }) => !followed.has(id) && findLayer(kind)?.outputs === 1)
    .map((node) => seenNode(document, node.id) ?? node)
    .map((node) => ({ node, aside: Math.abs(topOf(node).x - position.x), up: position.y - node.position.y }))
    .filter(({ aside, up }) => aside <= reach.x && up >= nodeHeight / 2 && up <= reach.y)
    .sort((a, b) => a.aside + a.up - (b.aside + b.up))
  const nearest = above[0]?.node
  return { position, line: nearest ? { nodeId: nearest.id, end: 'source' } : null, edgeId: null }
}

/** The middle of a layer's upper side. */
function topOf({ position }: LoomNode): Position {
  return { x: position.x + nodeWidth / 2, y: position.y }
}
