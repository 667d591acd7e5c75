import { addNode, connect, insertOnEdge } from '#shared/document/edit.ts'
import { nodeSize, rowHeight } from '#shared/document/extent.ts'
import { seenNode } from '#shared/document/ports.ts'
import type { LoomDocument, LoomNode } from '#shared/document/schema.ts'
import { orderNodes } from '#shared/graph/order.ts'
import { findLayer } from '#shared/layers/registry.ts'
import type { Shape } from '#shared/layers/shape.ts'

type Position = LoomNode['position']
export type Placed = { document: LoomDocument; nodeId: string }

export const { width: nodeWidth, height: nodeHeight } = nodeSize

/** Layers that take pictures start with the size of the chosen data set's. */
export function freshParameters(kind: string, pictureShape: Shape | null): LoomNode['parameters'] {
  const table = findLayer(kind)?.parameters ?? {}
  const entries = Object.entries(table).filter(([, { control }]) => control.control === 'size')
  return pictureShape?.length === 3 ? Object.fromEntries(entries.map(([name]) => [name, [...pictureShape]])) : {}
}

/** Puts a layer at the first free place at or below `wanted`. */
export function placeLayer(
  document: LoomDocument,
  kind: string,
  wanted: Position,
  parameters: LoomNode['parameters'] = {},
): Placed {
  return addNode(document, kind, freePosition(document, wanted), parameters)
}

function freePosition(document: LoomDocument, wanted: Position): Position {
  let position = { x: Math.round(wanted.x), y: Math.round(wanted.y) }
  const isTaken = (at: Position) =>
    document.nodes.some(
      (node) => Math.abs(node.position.x - at.x) < nodeWidth && Math.abs(node.position.y - at.y) < nodeHeight,
    )
  while (isTaken(position)) position = { x: position.x, y: position.y + rowHeight }
  return position
}

/**
 * Puts a layer after `afterId` and connects it: onto the line that leaves it if there is one, before it if it is an end
 * that nothing may follow, else below it. Without `afterId` the end of the chain is taken; in an empty drawing, `origin`.
 */
export function appendLayer(
  document: LoomDocument,
  kind: string,
  options: { afterId: string | null; origin: Position; parameters?: LoomNode['parameters'] },
): Placed {
  const { origin, parameters = {} } = options
  const after = seenNode(document, options.afterId) ?? seenNode(document, lastOfChain(document)?.id)
  if (!after) return placeLayer(document, kind, origin, parameters)
  const layer = findLayer(kind)
  const leaving = document.edges.filter((edge) => edge.source === after.id)
  const entering = document.edges.filter((edge) => edge.target === after.id)
  const isEnd = findLayer(after.kind)?.outputs === 0
  const onto = isEnd ? entering[0] : leaving.length === 1 ? leaving[0] : undefined
  if (onto && layer?.inputs === 1 && layer.outputs === 1) return insertOnEdge(document, onto.id, kind, parameters)
  const below = { x: after.position.x, y: after.position.y + rowHeight }
  const placed = placeLayer(document, kind, below, parameters)
  if (layer?.inputs !== 1 || isEnd) return placed
  return { ...placed, document: connect(placed.document, after.id, placed.nodeId) }
}

/** The last layer, in the order in which data flows, that nothing follows yet. */
function lastOfChain(document: LoomDocument): LoomNode | undefined {
  const followed = new Set(document.edges.map(({ source }) => source))
  const nodes = new Map(document.nodes.map((node) => [node.id, node]))
  const loose = orderNodes(document).ordered.filter((id) => !followed.has(id))
  const open = loose.filter((id) => findLayer(nodes.get(id)?.kind ?? '')?.outputs === 1)
  return nodes.get(open.at(-1) ?? loose.at(-1) ?? '')
}
