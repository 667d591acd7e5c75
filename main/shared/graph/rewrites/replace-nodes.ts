import { connect, freshId, insertOnEdge } from '../../document/edit.ts'
import type { LoomDocument, LoomNode } from '../../document/schema.ts'

/** Pixels from one layer of a chain to the next. */
const rowHeight = 140

/** Puts a layer of another kind in a node's place, with its lines, its name and its colour. The id is new. */
export function replaceNode(
  document: LoomDocument,
  nodeId: string,
  kind: string,
  parameters: LoomNode['parameters'],
): { document: LoomDocument; nodeId: string } {
  const id = freshId(document, kind)
  const rename = (end: string) => (end === nodeId ? id : end)
  return {
    nodeId: id,
    document: {
      ...document,
      nodes: document.nodes.map((node) => (node.id === nodeId ? { ...node, id, kind, parameters } : node)),
      edges: document.edges.map((edge) => ({ ...edge, source: rename(edge.source), target: rename(edge.target) })),
    },
  }
}

/** Puts a new layer behind a node, before all that follow it. */
export function insertAfter(
  document: LoomDocument,
  nodeId: string,
  kind: string,
  parameters: LoomNode['parameters'],
): { document: LoomDocument; nodeId: string } {
  const [first, ...others] = document.edges.filter(({ source }) => source === nodeId)
  const inserted = insertOnEdge(document, first?.id ?? '', kind, parameters)
  const moved = new Set(others.map(({ id }) => id))
  return {
    nodeId: inserted.nodeId,
    document: {
      ...inserted.document,
      edges: inserted.document.edges.map((edge) => (moved.has(edge.id) ? { ...edge, source: inserted.nodeId } : edge)),
    },
  }
}

/** Makes nodes for one document with ids that neither it nor each other have. */
export function nodeMaker(document: LoomDocument) {
  let taken = document
  return (kind: string, parameters: LoomNode['parameters'], like?: LoomNode): LoomNode => {
    const { name, colour, block } = like ?? {}
    const node: LoomNode = {
      id: freshId(taken, kind),
      kind,
      parameters,
      position: like?.position ?? { x: 0, y: 0 },
      ...(name === undefined ? {} : { name }),
      ...(colour === undefined ? {} : { colour }),
      ...(block === undefined ? {} : { block }),
    }
    taken = { ...taken, nodes: [...taken.nodes, node] }
    return node
  }
}

export interface ChainPlace {
  /** The node before the chain. */
  from: string
  /** The nodes of the chain that was, in order. */
  old: readonly string[]
  /** The node behind it. */
  to: string
}

/** Puts a chain in the place of another one, where that stood; what is longer goes on below. */
export function exchangeChain(
  document: LoomDocument,
  { from, old, to }: ChainPlace,
  chain: readonly LoomNode[],
): LoomDocument {
  const removed = new Set(old)
  const byId = new Map(document.nodes.map((node) => [node.id, node]))
  const slots = [...old, to].flatMap((id) => byId.get(id)?.position ?? [])
  const last = slots.at(-1) ?? { x: 0, y: 0 }
  const slot = (place: number) => slots[place] ?? { x: last.x, y: last.y + (place - slots.length + 1) * rowHeight }
  const placed = chain.map((node, place) => ({ ...node, position: slot(place) }))
  const nodes = document.nodes.flatMap((node) => {
    if (node.id === old[0]) return placed
    if (node.id === to && chain.length > old.length) return { ...node, position: slot(chain.length) }
    return removed.has(node.id) ? [] : node
  })
  const edges = document.edges.filter(({ source, target }) => !removed.has(source) && !removed.has(target))
  let joined: LoomDocument = { ...document, nodes, edges }
  let before = from
  for (const id of [...chain.map((node) => node.id), to]) {
    joined = connect(joined, before, id)
    before = id
  }
  return joined
}
