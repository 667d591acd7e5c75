import { createHash } from 'node:crypto'
import type { GraphSketch } from '#shared/contract/records.ts'
import { isAugmenting } from '#shared/document/augmentation.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import type { CheckedGraph } from '#shared/graph/check-graph.ts'

/**
 * What the network computes: the kinds of its layers, their parameters with defaults, and the lines between them, in the order
 * of the data. Names, places, colours and notes change nothing.
 */
export function hashGraph({ nodes }: CheckedGraph): string {
  const used = nodes.filter(({ isUsed }) => isUsed)
  const places = new Map(used.map(({ node }, place) => [node.id, place]))
  return hashJson(
    used.map(({ layer, values, sources }) => [layer.kind, sorted(values), sources.map((id) => places.get(id) ?? -1)]),
  )
}

/** Of runs that differ in their seeds alone: all of the document but its seed, its name, and how it is drawn. */
export function groupKeyOf(document: LoomDocument, graphHash: string): string {
  const { format, version, name, seed, nodes, edges, blocks, notes, augmentation, ...settings } = document
  const changes = isAugmenting(augmentation) ? [sorted(augmentation)] : []
  return hashJson([graphHash, sorted(settings), ...changes])
}

export function sketchOf({ nodes, edges }: LoomDocument): GraphSketch {
  return { nodes: nodes.map(({ id, kind, position }) => ({ id, kind, position })), edges }
}

function hashJson(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}

/** The same values in the order of their names, whatever order they were written in. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, each]) => [name, sorted(each)])
}
