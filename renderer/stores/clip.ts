import { freshId } from '#shared/document/edit.ts'
import type { LoomDocument, LoomEdge, LoomNode } from '#shared/document/schema.ts'

/** Copied layers and the lines between them. */
export interface Clip {
  nodes: LoomNode[]
  edges: LoomEdge[]
}

/** The layers with these ids and the lines that join two of them; null when there is none. */
export function copyNodes(document: LoomDocument, ids: readonly string[]): Clip | null {
  const chosen = new Set(ids)
  const nodes = document.nodes.filter(({ id }) => chosen.has(id))
  const edges = document.edges.filter(({ source, target }) => chosen.has(source) && chosen.has(target))
  return nodes.length > 0 ? { nodes, edges } : null
}

/** Adds a copy of the clip, moved by `offset` pixels to the right and down, under fresh ids. */
export function pasteClip(
  document: LoomDocument,
  clip: Clip,
  offset: number,
): { document: LoomDocument; nodeIds: string[] } {
  let pasted = document
  const ids = new Map<string, string>()
  for (const node of clip.nodes) {
    const id = freshId(pasted, node.kind)
    ids.set(node.id, id)
    const position = { x: node.position.x + offset, y: node.position.y + offset }
    pasted = { ...pasted, nodes: [...pasted.nodes, { ...node, id, position }] }
  }
  for (const edge of clip.edges) {
    const source = ids.get(edge.source)
    const target = ids.get(edge.target)
    if (source === undefined || target === undefined) continue
    pasted = { ...pasted, edges: [...pasted.edges, { id: freshId(pasted, 'edge'), source, target }] }
  }
  return { document: pasted, nodeIds: [...ids.values()] }
}
