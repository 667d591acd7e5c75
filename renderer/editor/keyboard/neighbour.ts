/** What is on the canvas: layers and collapsed blocks, and the lines between them. */
export interface DrawnGraph {
  nodes: readonly { id: string; position: { x: number; y: number } }[]
  edges: readonly { id: string; source: string; target: string }[]
}

export const steps = ['next', 'previous', 'left', 'right'] as const
export type Step = (typeof steps)[number]

/** The layer that a step along the lines leads to: after or before this one, or a branch beside it. Null at an end. */
export function neighbour({ nodes, edges }: DrawnGraph, id: string, step: Step): string | null {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const here = byId.get(id)
  if (!here) return null
  const known = (ids: string[]) => [...new Set(ids)].flatMap((each) => byId.get(each) ?? [])
  const after = known(edges.filter(({ source }) => source === id).map(({ target }) => target))
  const before = known(edges.filter(({ target }) => target === id).map(({ source }) => source))
  const aside = (node: { position: { x: number } }) => Math.abs(node.position.x - here.position.x)
  const nearest = (found: typeof after) => found.sort((a, b) => aside(a) - aside(b))[0]?.id ?? null
  if (step === 'next') return nearest(after)
  if (step === 'previous') return nearest(before)
  const [sources, targets] = [new Set(before.map((node) => node.id)), new Set(after.map((node) => node.id))]
  const beside = known(
    edges.flatMap(({ source, target }) => [
      ...(sources.has(source) ? [target] : []),
      ...(targets.has(target) ? [source] : []),
    ]),
  ).sort((a, b) => a.position.x - b.position.x || a.position.y - b.position.y)
  const place = beside.findIndex((node) => node.id === id)
  return beside[place + (step === 'right' ? 1 : -1)]?.id ?? null
}
