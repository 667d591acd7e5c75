import type { NamedTensor } from '#main/compile/named-tensor.ts'
import type { CheckedGraph } from '#shared/graph/check-graph.ts'
import { listMainNodes } from '#shared/graph/heads.ts'

/** The weights but for those of layers that take part in training alone. */
export function withoutAuxiliary(graph: CheckedGraph, weights: readonly NamedTensor[]): NamedTensor[] {
  const main = new Set(listMainNodes(graph))
  const left = graph.nodes.filter((checked) => checked.isUsed && !main.has(checked))
  const names = new Set(left.flatMap(({ node, weights: own }) => own.map(({ name }) => `${node.id}/${name}`)))
  return weights.filter(({ name }) => !names.has(name))
}
