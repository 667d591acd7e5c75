import type { CheckedNode } from '#shared/graph/check-graph.ts'
import type { ComparedLayer } from '#shared/graph/compare-graphs.ts'
import { differingParameters } from '#shared/graph/differing-parameters.ts'
import { formatShape } from '#shared/layers/shape.ts'
import type { DataTable, TableValue } from '../../ui/data-table.ts'

/** Two networks layer by layer: what was and what is, each in a column. */
export function tableOfComparison(compared: readonly ComparedLayer[]): DataTable {
  const facts = ['id', 'kind', 'output', 'parameters', 'flops'] as const
  return {
    name: 'layerloom-networks',
    columns: ['change', ...['before', 'after'].flatMap((side) => facts.map((fact) => `${side}.${fact}`)), 'changed'],
    rows: compared.map((row) => [
      row.change,
      ...factsOf(row.before),
      ...factsOf(row.after),
      differingParameters(row)
        .map(({ name, before, after }) => `${name} ${before} → ${after}`)
        .join(', '),
    ]),
  }
}

function factsOf(checked: CheckedNode | null): TableValue[] {
  if (!checked) return [null, null, null, null, null]
  const { node, layer, output, parameters, flops } = checked
  return [node.id, layer.kind, formatShape(output), parameters, flops]
}
