import type { LoomEdge, LoomNode } from '../document/schema.ts'

/** Nodes before their successors, in drawing order where free; those on or behind a cycle are in `cyclic`. Linear time. */
export function orderNodes(document: {
  nodes: readonly Pick<LoomNode, 'id'>[]
  edges: readonly Pick<LoomEdge, 'source' | 'target'>[]
}): {
  ordered: string[]
  cyclic: Set<string>
} {
  const missing = new Map(document.nodes.map(({ id }) => [id, 0]))
  const successors = new Map<string, string[]>()
  for (const { source, target } of document.edges) {
    missing.set(target, (missing.get(target) ?? 0) + 1)
    successors.set(source, [...(successors.get(source) ?? []), target])
  }
  const ordered = document.nodes.filter(({ id }) => missing.get(id) === 0).map(({ id }) => id)
  for (const id of ordered) {
    for (const next of successors.get(id) ?? []) {
      const left = (missing.get(next) ?? 0) - 1
      missing.set(next, left)
      if (left === 0) ordered.push(next)
    }
  }
  const done = new Set(ordered)
  return {
    ordered,
    cyclic: new Set(document.nodes.map(({ id }) => id).filter((id) => !done.has(id))),
  }
}

/** Of the lines of a circle, the one that was drawn last; null where there is no circle. `cyclic` is what `orderNodes` says. */
export function findClosingEdge(
  { edges }: { edges: readonly LoomEdge[] },
  cyclic: ReadonlySet<string>,
): LoomEdge | null {
  // Each of these layers waits for another one of them, so that the way back never ends and comes round.
  const into = new Map(edges.filter(({ source }) => cyclic.has(source)).map((edge) => [edge.target, edge]))
  const [first] = cyclic
  let id = first
  const seen = new Set<string>()
  while (id !== undefined && !seen.has(id)) {
    seen.add(id)
    id = into.get(id)?.source
  }
  const circle = new Set<LoomEdge>()
  for (let edge = into.get(id ?? ''); edge && !circle.has(edge); edge = into.get(edge.source)) circle.add(edge)
  // A line from a layer that is not there holds up what is behind it just as well.
  return edges.filter((edge) => circle.has(edge)).at(-1) ?? edges.find(({ target }) => target === first) ?? null
}
