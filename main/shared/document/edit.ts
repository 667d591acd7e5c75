import type { Remedy } from '../layers/layer.ts'
import { findLayer } from '../layers/registry.ts'
import { rowHeight } from './extent.ts'
import type { LoomDocument, LoomEdge, LoomNode } from './schema.ts'

/** Layers less far apart than this from left to right stand in one column. */
const columnReach = 130

/** A short id that no node or edge of the document has: `conv2d-3`. */
export function freshId(document: LoomDocument, kind: string): string {
  const taken = new Set([...document.nodes, ...document.edges].map(({ id }) => id))
  const stem = kind.toLowerCase()
  let number = 1
  while (taken.has(`${stem}-${number}`)) number += 1
  return `${stem}-${number}`
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
 * Adds an edge. A layer that takes one input gives up the edge that it had; one that joins layers keeps the others.
 * Returns the same document if the edge is there.
 */
export function connect(document: LoomDocument, source: string, target: string): LoomDocument {
  if (document.edges.some((edge) => edge.source === source && edge.target === target)) return document
  const isJoining = findLayer(kindOf(document, target))?.inputs === 'many'
  const kept = isJoining ? document.edges : document.edges.filter((edge) => edge.target !== target)
  const edge: LoomEdge = { id: freshId(document, 'edge'), source, target }
  return { ...document, edges: [...kept, edge] }
}

/** Why an edge may not be drawn, or null. */
export function refuseConnection(
  document: LoomDocument,
  source: string,
  target: string,
): 'self' | 'port' | 'cycle' | null {
  if (source === target) return 'self'
  const layerOf = (id: string) => findLayer(kindOf(document, id))
  if (layerOf(source)?.outputs === 0 || layerOf(target)?.inputs === 0) return 'port'
  return reaches(document, target, source) ? 'cycle' : null
}

function kindOf(document: LoomDocument, id: string): string {
  return document.nodes.find((node) => node.id === id)?.kind ?? ''
}

function reaches(document: LoomDocument, from: string, to: string): boolean {
  const seen = new Set([from])
  const waiting = [from]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (id === to) return true
    for (const edge of document.edges) {
      if (edge.source !== id || seen.has(edge.target)) continue
      seen.add(edge.target)
      waiting.push(edge.target)
    }
  }
  return false
}

/** Removes nodes and edges; a removed layer in a chain is healed by joining its neighbours. */
export function remove(document: LoomDocument, ids: ReadonlySet<string>): LoomDocument {
  let edges = document.edges.filter((edge) => !ids.has(edge.id))
  for (const node of document.nodes) {
    if (!ids.has(node.id)) continue
    const into = edges.filter((edge) => edge.target === node.id)
    const outOf = edges.filter((edge) => edge.source === node.id)
    edges = edges.filter((edge) => edge.source !== node.id && edge.target !== node.id)
    const [before] = into
    if (into.length !== 1 || !before) continue
    const isThere = (target: string) => edges.some((edge) => edge.source === before.source && edge.target === target)
    const healed = outOf.filter(({ target }) => !isThere(target)).map((edge) => ({ ...edge, source: before.source }))
    edges = [...edges, ...healed]
  }
  return {
    ...document,
    nodes: document.nodes.filter((node) => !ids.has(node.id)),
    edges,
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

/** Puts a new layer on an edge and moves what stands below it in its column down a row. */
export function insertOnEdge(
  document: LoomDocument,
  edgeId: string,
  kind: string,
  parameters: LoomNode['parameters'] = {},
): { document: LoomDocument; nodeId: string } {
  const edge = document.edges.find(({ id }) => id === edgeId)
  const target = document.nodes.find(({ id }) => id === edge?.target)
  if (!edge || !target) return { document, nodeId: '' }
  const { position } = target
  const shifted = {
    ...document,
    nodes: document.nodes.map((node) =>
      node.position.y >= position.y && Math.abs(node.position.x - position.x) < columnReach
        ? { ...node, position: { ...node.position, y: node.position.y + rowHeight } }
        : node,
    ),
    edges: document.edges.filter(({ id }) => id !== edgeId),
  }
  const added = addNode(shifted, kind, position, parameters)
  const joined = connect(connect(added.document, edge.source, added.nodeId), added.nodeId, edge.target)
  return { document: joined, nodeId: added.nodeId }
}

/** Applies a diagnostic's remedy to the node that it was found at. */
export function applyRemedy(document: LoomDocument, nodeId: string, remedy: Remedy): LoomDocument {
  switch (remedy.kind) {
    case 'insertBefore': {
      const edge = document.edges.find(({ target }) => target === nodeId)
      const parameters = (remedy.parameters ?? {}) as LoomNode['parameters']
      return edge ? insertOnEdge(document, edge.id, remedy.layer, parameters).document : document
    }
    case 'setParameters':
      return setParameters(document, nodeId, remedy.parameters as LoomNode['parameters'])
    case 'removeNode':
      return remove(document, new Set([nodeId]))
    case 'removeEdge':
      return remove(document, new Set([remedy.edgeId]))
  }
}
