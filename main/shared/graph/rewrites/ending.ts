import type { CheckedGraph, CheckedNode } from '../check-graph.ts'
import { isMeant } from './rewrite.ts'
import { type Surroundings, walkable } from './surroundings.ts'

/** How a classifier ends: what makes numbers of the last map, and the layers from there to an Output. */
export interface Ending {
  /** The layer that gives the last map. */
  map: CheckedNode
  /** Flatten or a global pooling. */
  collapse: CheckedNode
  /** Behind it, in order. */
  layers: CheckedNode[]
  output: CheckedNode
}

const collapsing = new Set(['Flatten', 'GlobalAveragePooling2D', 'GlobalMaxPooling2D'])

/** The endings that the request means: all of a network, or those with a layer that was named. */
export function findEndings(graph: CheckedGraph, nodeIds: ReadonlySet<string>): Ending[] {
  const around = walkable(graph)
  return graph.nodes
    .filter(({ isUsed, layer, input }) => isUsed && collapsing.has(layer.kind) && input.length === 3)
    .flatMap((collapse) => readEnding(around, collapse) ?? [])
    .filter(({ collapse, layers }) => [collapse, ...layers].some(({ node }) => isMeant(nodeIds, node.id)))
}

function readEnding(around: Surroundings, collapse: CheckedNode): Ending | null {
  const map = around.find(collapse.sources[0])
  const layers: CheckedNode[] = []
  let checked = around.next(collapse.node.id)
  while (checked && checked.layer.kind !== 'Output') {
    layers.push(checked)
    checked = around.next(checked.node.id)
  }
  return map && checked ? { map, collapse, layers, output: checked } : null
}
