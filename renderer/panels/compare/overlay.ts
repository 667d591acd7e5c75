import { setAllCollapsed } from '#shared/document/blocks.ts'
import { nodeSize } from '#shared/document/extent.ts'
import type { LoomDocument, LoomNode } from '#shared/document/schema.ts'
import type { ComparedLayer } from '#shared/graph/compare-graphs.ts'
import { drawPicture, type GraphPicture, joinId, type PictureTone } from '#shared/graph/graph-picture.ts'
import { layOutUnion } from './union-layout.ts'

type Position = LoomNode['position']
/** Between a removed layer and what stands in its place now, in the drawing's pixels. */
const gap = 40
/** Removed layers that are shown beside the later drawing as it is. */
const mostBeside = 2

/** Both drawings in one picture: the later one as it is drawn, and beside it what is no longer there. */
export function overlayDrawings(
  before: LoomDocument,
  after: LoomDocument,
  rows: readonly ComparedLayer[],
): { picture: GraphPicture; tones: ReadonlyMap<string, PictureTone> } {
  const old = setAllCollapsed(before, false)
  const now = setAllCollapsed(after, false)
  const removed = placeRemoved(old, now, rows)
  const idOf = new Map(
    rows.flatMap(({ before: was, after: is }) => (was ? [[was.node.id, shownId(was.node, is)]] : [])),
  )
  const edges = old.edges.flatMap((edge) => {
    const [source, target] = [idOf.get(edge.source), idOf.get(edge.target)]
    return source && target ? [{ id: joinId(source, target), source, target }] : []
  })
  const tones = new Map<string, PictureTone>(now.nodes.map(({ id }) => [id, 'same']))
  for (const { before: was, after: is, change } of rows) {
    const id = is?.node.id ?? (was && shownId(was.node, null))
    if (id) tones.set(id, change === 'moved' ? 'same' : change)
  }
  const wasJoined = new Set(edges.map(({ id }) => id))
  const isJoined = new Set(now.edges.map(({ source, target }) => joinId(source, target)))
  for (const id of isJoined) tones.set(id, wasJoined.has(id) ? 'same' : 'added')
  const gone = edges.filter(({ id }) => !isJoined.has(id))
  for (const { id } of gone) tones.set(id, 'removed')
  const nodes = [...now.nodes, ...removed].map(withoutBlock)
  const joins = [...now.edges, ...gone]
  // A few layers that are gone stand beside a drawing as the person knows it; many would only be a tangle there.
  const places =
    removed.length > mostBeside
      ? layOutUnion({ ids: nodes.map(({ id }) => id), joins, gone: new Set(removed.map(({ id }) => id)) })
      : null
  const placed = nodes.map((node) => ({ ...node, position: places?.get(node.id) ?? node.position }))
  return { picture: drawPicture({ ...now, blocks: [], nodes: placed, edges: joins }), tones }
}

function withoutBlock({ block: _, ...node }: LoomNode): LoomNode {
  return node
}

/** A layer that is gone has an id of its own: the other drawing may have given its id to another layer. */
function shownId({ id }: LoomNode, partner: ComparedLayer['after']): string {
  return partner?.node.id ?? `removed ${id}`
}

/**
 * Removed layers keep their place beside the last layer before them that is still there, wherever that has gone; out of the
 * way of all others, to the right.
 */
function placeRemoved(old: LoomDocument, now: LoomDocument, rows: readonly ComparedLayer[]): LoomNode[] {
  const oldPlaces = placesOf(old)
  const nowPlaces = placesOf(now)
  const taken = now.nodes.map(({ position }) => position)
  let shift: Position = { x: 0, y: 0 }
  const placed: LoomNode[] = []
  for (const { before, after } of rows) {
    const was = oldPlaces.get(before?.node.id ?? '')
    const is = nowPlaces.get(after?.node.id ?? '')
    if (was && is) shift = { x: is.x - was.x, y: is.y - was.y }
    if (!before || !was || after) continue
    const position = freePlace({ x: was.x + shift.x, y: was.y + shift.y }, taken)
    taken.push(position)
    placed.push({ ...before.node, id: shownId(before.node, null), position })
  }
  return placed
}

function placesOf({ nodes }: LoomDocument): Map<string, Position> {
  return new Map(nodes.map(({ id, position }) => [id, position]))
}

function freePlace({ x, y }: Position, taken: readonly Position[]): Position {
  const inTheWay = taken.find(
    (other) => Math.abs(other.x - x) < nodeSize.width && Math.abs(other.y - y) < nodeSize.height,
  )
  return inTheWay ? freePlace({ x: inTheWay.x + nodeSize.width + gap, y }, taken) : { x, y }
}
