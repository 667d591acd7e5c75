import type { CheckedGraph } from '#shared/graph/check-graph.ts'
import type { WeightMove } from '#shared/graph/rewrites/rewrite.ts'
import { type TracedWeight, traceWeights } from '#shared/graph/rewrites/trace-weights.ts'
import type { NamedTensor } from '../engines/engine.ts'

export interface CarriedWeights {
  /** Under the names and in the shapes of the network; those that start fresh are not among them. */
  tensors: NamedTensor[]
  /** All weights of the network, and where each comes from. */
  traced: TracedWeight[]
}

/** Takes trained weights into another network: what was moved as the moves say, the rest by name and shape. */
export function carryWeights(
  trained: readonly NamedTensor[],
  graph: CheckedGraph,
  moves: readonly WeightMove[] = [],
): CarriedWeights {
  const byName = new Map(trained.map((tensor) => [tensor.name, tensor]))
  const shapes = new Map(trained.map(({ name, shape }) => [name, shape]))
  const traced = traceWeights(graph, shapes, moves)
  const tensors = traced.flatMap(({ name, shape, from }) => {
    const values = byName.get(from ?? '')?.values
    return values ? [{ name, shape, values }] : []
  })
  return { tensors, traced }
}
