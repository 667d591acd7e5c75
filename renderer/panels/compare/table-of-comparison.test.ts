import { describe, expect, it } from 'vitest'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { compareGraphs } from '#shared/graph/compare-graphs.ts'
import { findZooNetwork } from '#shared/zoo/zoo.ts'
import { printJsonTable } from '../../ui/data-table.ts'
import { tableOfComparison } from './table-of-comparison.ts'

describe('tableOfComparison', () => {
  it('has what was and what is of each layer, and the parameters that changed', () => {
    const before = findZooNetwork('study-mnist-fcn')?.build()
    if (!before) throw new Error('no network')
    const [first] = before.nodes.filter(({ kind }) => kind === 'Conv2D')
    const nodes = before.nodes.map((node) =>
      node === first ? { ...node, parameters: { ...node.parameters, filters: 8 } } : node,
    )
    const rows = compareGraphs(checkGraph(before), checkGraph({ ...before, nodes }))
    const json: Record<string, unknown>[] = JSON.parse(printJsonTable(tableOfComparison(rows)))
    expect(json).toHaveLength(before.nodes.length)
    expect(json.find(({ change }) => change === 'changed')).toMatchObject({
      'before.parameters': 160,
      'after.parameters': 80,
      'after.output': '28×28×8',
      changed: 'filters 16 → 8',
    })
  })
})
