import { describe, expect, it } from 'vitest'
import { checkGraph } from '../graph/check-graph.ts'
import { formatShape } from '../layers/shape.ts'
import { zoo } from './zoo.ts'

const expected: Record<string, { total: number; shapes: string[] }> = {
  'study-mnist-cnn': {
    total: 98_442,
    shapes: [
      '28×28×1',
      '28×28×16',
      '14×14×16',
      '14×14×32',
      '7×7×32',
      '7×7×64',
      '3×3×64',
      '3×3×64',
      '576',
      '128',
      '128',
      '10',
      '10',
    ],
  },
  'study-mnist-fcn': {
    total: 74_362,
    shapes: [
      '28×28×1',
      '28×28×16',
      '13×13×16',
      '13×13×32',
      '6×6×32',
      '6×6×64',
      '2×2×64',
      '2×2×64',
      '1×1×10',
      '10',
      '10',
      '10',
    ],
  },
  'study-cifar-cnn': {
    total: 553_514,
    shapes: [
      '32×32×3',
      '32×32×16',
      '16×16×16',
      '16×16×32',
      '8×8×32',
      '8×8×64',
      '4×4×64',
      '4×4×64',
      '1024',
      '512',
      '512',
      '10',
      '10',
    ],
  },
  'study-cifar-fcn': {
    total: 79_184,
    shapes: [
      '32×32×3',
      '32×32×16',
      '15×15×16',
      '15×15×32',
      '7×7×32',
      '7×7×64',
      '3×3×66',
      '3×3×66',
      '1×1×10',
      '10',
      '10',
      '10',
    ],
  },
}

describe('zoo', () => {
  it('lists the four study networks', () => {
    expect(zoo.map(({ id }) => id)).toEqual(Object.keys(expected))
  })

  it.each(zoo.map((network) => [network.id, network] as const))('%s has its exact shapes and total', (id, network) => {
    const graph = checkGraph(network.build())
    expect(graph.diagnostics).toEqual([])
    expect(graph.totals.parameters).toBe(expected[id]?.total)
    expect(graph.nodes.map(({ output }) => formatShape(output))).toEqual(expected[id]?.shapes)
  })
})
