import { formatShape, type Shape } from '../../layers/shape.ts'
import type { CheckedGraph } from '../check-graph.ts'
import type { WeightMove } from './rewrite.ts'

export interface TracedWeight {
  /** `<nodeId>/<weight>`. */
  name: string
  shape: Shape
  /** The trained weight that it goes on with; null where it starts fresh. */
  from: string | null
}

/** The weights of the layers that take part, by name. */
export function weightShapes({ nodes }: CheckedGraph): Map<string, Shape> {
  const used = nodes.filter(({ isUsed }) => isUsed)
  return new Map(used.flatMap(({ node, weights }) => weights.map(({ name, shape }) => [`${node.id}/${name}`, shape])))
}

/**
 * Where each weight of a network comes from: from a move, else from a weight of the same name and shape, unless that one
 * was moved elsewhere.
 */
export function traceWeights(
  graph: CheckedGraph,
  available: ReadonlyMap<string, Shape>,
  moves: readonly WeightMove[],
): TracedWeight[] {
  const taken = new Set(moves.map(({ from }) => from))
  return [...weightShapes(graph)].map(([name, shape]) => {
    const move = moves.find(({ to }) => to === name)
    if (move) return { name, shape, from: isSame(move.shape, shape) && available.has(move.from) ? move.from : null }
    const isThere = !taken.has(name) && isSame(available.get(name), shape)
    return { name, shape, from: isThere ? name : null }
  })
}

function isSame(a: Shape | undefined, b: Shape): boolean {
  return a !== undefined && formatShape(a) === formatShape(b)
}
