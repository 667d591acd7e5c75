import { findLayer } from '../layers/registry.ts'
import { blocksAround, layersWithin, pruneBlocks } from './block-tree.ts'
import { nodeSize, rowHeight } from './extent.ts'
import { type Box, blockBoxes, boxAt, makeRoom } from './place-blocks.ts'
import { lineEnds, portsOf } from './ports.ts'
import type { LoomDocument, LoomEdge, LoomNode } from './schema.ts'

/** A short id that nothing in the document has: `conv2d-3`. */
export function freshId(document: LoomDocument, kind: string): string {
  return freshIds(document)(kind)
}

/** Gives one fresh id after the other, for adding many things at once. */
export function freshIds({ nodes, edges, blocks, notes }: LoomDocument): (kind: string) => string {
  const taken = new Set([nodes, edges, blocks, notes].flatMap((each) => each.map(({ id }) => id)))
  const numbers = new Map<string, number>()
  return (kind) => {
    const stem = kind.toLowerCase()
    let number = (numbers.get(stem) ?? 0) + 1
    while (taken.has(`${stem}-${number}`)) number += 1
    numbers.set(stem, number)
    return `${stem}-${number}`
  }
}

export function addNode(
  document: LoomDocument,
  kind: string,
  position: LoomNode['position'],
  parameters: LoomNode['parameters'] = {},
): { document: LoomDocument; nodeId: string } {
  const nodeId = freshId(document, kind)
  const node: LoomNode = { id: nodeId, kind, position, parameters }
  return {
    document: { ...document, nodes: [...document.nodes, node] },
    nodeId,
  }
}

/**
 * Adds an edge. A layer that takes one input gives up the edge that it had; one that joins layers keeps the others. Either
 * end may be a block: then what gives the block's output, and all that takes its input, is joined, and a block with one
 * source gives that up. Returns the same document if the edge is there.
 */
export function connect(document: LoomDocument, source: string, target: string): LoomDocument {
  const [from] = lineEnds(document, source, 'source')
  const into = lineEnds(document, target, 'target')
  if (from === undefined) return document
  const isBlock = into.length !== 1 || into[0] !== target
  const joined = isBlock ? giveUpSource(document, target) : document
  return into.reduce((grown, each) => connectLayers(grown, from, each), joined)
}

function giveUpSource(document: LoomDocument, blockId: string): LoomDocument {
  const inside = new Set(layersWithin(document, blockId).map(({ id }) => id))
  if (portsOf(document, inside).sources.length !== 1) return document
  const isEntering = ({ source, target }: LoomEdge) => inside.has(target) && !inside.has(source)
  return { ...document, edges: document.edges.filter((edge) => !isEntering(edge)) }
}

function connectLayers(document: LoomDocument, source: string, target: string): LoomDocument {
  if (document.edges.some((edge) => edge.source === source && edge.target === target)) return document
  const isJoining = findLayer(kindOf(document, target))?.inputs === 'many'
  const kept = isJoining ? document.edges : document.edges.filter((edge) => edge.target !== target)
  const edge: LoomEdge = { id: freshId(document, 'edge'), source, target }
  return { ...document, edges: [...kept, edge] }
}

function kindOf(document: LoomDocument, id: string): string {
  return document.nodes.find((node) => node.id === id)?.kind ?? ''
}

/**
 * Removes layers, lines and notes, and blocks in which nothing is left. Where removed layers that hang together had one
 * layer before them, it is joined to those behind them.
 */
export function remove(document: LoomDocument, ids: ReadonlySet<string>): LoomDocument {
  const edges = document.edges.filter(({ id }) => !ids.has(id))
  const isKept = ({ id }: { id: string }) => !ids.has(id)
  return pruneBlocks({
    ...document,
    nodes: document.nodes.filter(isKept),
    notes: document.notes.every(isKept) ? document.notes : document.notes.filter(isKept),
    edges: healed(edges, ids),
  })
}

/** Each line that leaves what is removed gives its place to the one that heals it: the order of a layer's inputs counts. */
function healed(edges: readonly LoomEdge[], removed: ReadonlySet<string>): LoomEdge[] {
  const isLeaving = ({ source, target }: LoomEdge) => removed.has(source) && !removed.has(target)
  const isThere = new Set(edges.filter(({ source }) => !removed.has(source)).map(joinOf))
  const sourcesBefore = edges.some(isLeaving) ? findSourcesBefore(edges, removed) : () => []
  return edges.flatMap((edge) => {
    if (!isLeaving(edge)) return removed.has(edge.source) || removed.has(edge.target) ? [] : [edge]
    const [source, ...others] = sourcesBefore(edge.source)
    if (source === undefined || others.length > 0) return []
    const join = { ...edge, source }
    if (isThere.has(joinOf(join))) return []
    isThere.add(joinOf(join))
    return [join]
  })
}

const joinOf = ({ source, target }: LoomEdge) => `${source} > ${target}`

/** For a removed layer: the layers that stay from which data came to it, through removed ones. */
function findSourcesBefore(
  edges: readonly LoomEdge[],
  removed: ReadonlySet<string>,
): (nodeId: string) => readonly string[] {
  const sources = new Map<string, string[]>()
  for (const { source, target } of edges) {
    if (removed.has(target)) sources.set(target, [...(sources.get(target) ?? []), source])
  }
  return (nodeId) => {
    const seen = new Set([nodeId])
    for (const id of seen) if (removed.has(id)) for (const source of sources.get(id) ?? []) seen.add(source)
    return [...seen].filter((id) => !removed.has(id))
  }
}

export function setParameters(
  document: LoomDocument,
  nodeId: string,
  parameters: LoomNode['parameters'],
): LoomDocument {
  return updateNode(document, nodeId, (node) => ({
    ...node,
    parameters: { ...node.parameters, ...parameters },
  }))
}

export function updateNode(document: LoomDocument, nodeId: string, change: (node: LoomNode) => LoomNode): LoomDocument {
  return {
    ...document,
    nodes: document.nodes.map((node) => (node.id === nodeId ? change(node) : node)),
  }
}

/**
 * Puts a new layer on an edge and moves what stands below it in its column down a row. It stands in the innermost block
 * around both ends.
 */
export function insertOnEdge(
  document: LoomDocument,
  edgeId: string,
  kind: string,
  parameters: LoomNode['parameters'] = {},
): { document: LoomDocument; nodeId: string } {
  if (!document.edges.some(({ id }) => id === edgeId)) return { document, nodeId: '' }
  const added = addNode(document, kind, { x: 0, y: 0 }, parameters)
  return { ...added, document: putOnEdge(added.document, edgeId, added.nodeId) }
}

/** Puts a layer of the drawing on an edge, in the place of its target, which moves down with what stands below it. */
export function putOnEdge(document: LoomDocument, edgeId: string, nodeId: string): LoomDocument {
  const edge = document.edges.find(({ id }) => id === edgeId)
  const source = document.nodes.find(({ id }) => id === edge?.source)
  const target = document.nodes.find(({ id }) => id === edge?.target)
  if (!edge || !source || !target) return document
  const boxes = blockBoxes(document)
  const { block, box } = placeBefore(document, target, { source, boxes })
  const position = { x: Math.round((box.left + box.right - nodeSize.width) / 2), y: box.top }
  // The line keeps its place among those into the target: for Subtract and Concatenate their order counts.
  const led = document.edges.map((each) => (each.id === edgeId ? { ...each, source: nodeId } : each))
  const joined = connect({ ...document, edges: led }, edge.source, nodeId)
  const placed = updateNode(joined, nodeId, ({ block: _block, ...node }) => ({
    ...node,
    position,
    ...(block === undefined ? {} : { block }),
  }))
  const old = { ...boxAt(position), bottom: position.y }
  const room = { staying: new Set([nodeId]), parent: block, old, now: { ...old, bottom: position.y + rowHeight } }
  return makeRoom(placed, room, boxes)
}

/** The innermost block around both layers, and the box of what stands there and holds the target. */
function placeBefore(
  document: LoomDocument,
  target: LoomNode,
  { source, boxes }: { source: LoomNode; boxes: ReadonlyMap<string, Box> },
): { block: string | undefined; box: Box } {
  const aroundSource = new Set(blocksAround(document, source.block))
  const around = blocksAround(document, target.block)
  const block = around.find((id) => aroundSource.has(id))
  const holder = around[(block === undefined ? around.length : around.indexOf(block)) - 1]
  return { block, box: boxes.get(holder ?? '') ?? boxAt(target.position) }
}
