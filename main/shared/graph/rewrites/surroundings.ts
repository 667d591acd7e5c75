import type { CheckedGraph, CheckedNode } from '../check-graph.ts'

/** A graph that can be walked both ways; only the nodes that take part. */
export interface Surroundings {
  find(id: string | undefined): CheckedNode | undefined
  /** The one layer behind a node; undefined where there are several, or none, or one that joins others. */
  next(id: string): CheckedNode | undefined
  /** The one layer before a node that nothing else uses. */
  previous(checked: CheckedNode): CheckedNode | undefined
}

export function walkable(graph: CheckedGraph): Surroundings {
  const used = graph.nodes.filter(({ isUsed }) => isUsed)
  const byId = new Map(used.map((checked) => [checked.node.id, checked]))
  const consumers = new Map<string, CheckedNode[]>()
  for (const checked of used) {
    for (const source of checked.sources) consumers.set(source, [...(consumers.get(source) ?? []), checked])
  }
  const find: Surroundings['find'] = (id) => byId.get(id ?? '')
  return {
    find,
    next(id) {
      const [only, ...others] = consumers.get(id) ?? []
      return others.length === 0 && only?.sources.length === 1 ? only : undefined
    },
    previous({ sources }) {
      const [source] = sources
      return sources.length === 1 && consumers.get(source ?? '')?.length === 1 ? find(source) : undefined
    },
  }
}

/** What a person calls a layer. */
export function nameOf({ node }: CheckedNode): string {
  return node.name ?? node.kind
}
