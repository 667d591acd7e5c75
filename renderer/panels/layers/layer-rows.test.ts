import { describe, expect, it } from 'vitest'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { receptiveFields } from '#shared/graph/receptive-field.ts'
import { findZooNetwork } from '#shared/zoo/zoo.ts'
import { listLayerRows, nextSorting, sortRows } from './layer-rows.ts'

function rowsOf(id: string) {
  const network = findZooNetwork(id)
  if (!network) throw new Error(`no network ${id}`)
  const graph = checkGraph(network.build())
  return { rows: listLayerRows(graph.nodes, receptiveFields(graph), 32), totals: graph.totals }
}

describe('the table of layers', () => {
  it('has the figures of each layer, which add up to the totals', () => {
    const { rows, totals } = rowsOf('study-mnist-fcn')
    expect(rows[2]).toEqual({
      id: 'conv2d-2',
      kind: 'Conv2D',
      name: 'Conv2D',
      place: 3,
      output: '13×13×16',
      size: 2704,
      field: '5×5',
      fieldArea: 25,
      parameters: 2320,
      flops: 778_752,
      activations: 2 * 4 * 2704 * 32,
    })
    const sum = (pick: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + pick(row), 0)
    expect(sum(({ parameters }) => parameters)).toBe(totals.parameters)
    expect(sum(({ flops }) => flops)).toBe(totals.flops)
    expect(sum(({ activations }) => activations)).toBe(totals.memory.activations)
  })

  it('sorts by a column, the largest first, and then the other way round', () => {
    const { rows } = rowsOf('vgg-d')
    const byParameters = nextSorting({ column: 'place', isDescending: false }, 'parameters')
    expect(
      sortRows(rows, byParameters)
        .slice(0, 3)
        .map(({ id }) => id),
    ).toEqual(['dense-1', 'dense-2', 'dense-3'])
    const byFlops = nextSorting(byParameters, 'flops')
    expect(sortRows(rows, byFlops)[0]?.id).toBe('conv2d-2')
    const rising = sortRows(rows, nextSorting(byFlops, 'flops'))
    expect(rising.map(({ flops }) => flops)).toEqual(rows.map(({ flops }) => flops).sort((a, b) => a - b))
    expect(sortRows(rows, nextSorting(byFlops, 'place'))).toEqual(rows)
  })
})
