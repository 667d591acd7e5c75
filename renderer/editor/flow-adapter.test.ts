import { describe, expect, it } from 'vitest'
import { setParameters } from '#shared/document/edit.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { drawChain } from '#shared/zoo/network.ts'
import { commitPositions, type LayerFlowNode, type LocalNode, toFlowEdges, toFlowNodes } from './flow-adapter.ts'

const chain = drawChain(
  'chain',
  [28, 28, 1],
  [
    ['Conv2D', { filters: 4 }],
    ['Dense', { activation: 'softmax' }],
  ],
)

function flow(
  document: LoomDocument,
  options: { before?: LayerFlowNode[]; selected?: string[]; local?: [string, LocalNode][] } = {},
) {
  const { before = [], selected = [], local = [] } = options
  const state = { document, graph: checkGraph(document), selectedIds: new Set(selected), local: new Map(local) }
  return toFlowNodes(state, before)
}

describe('toFlowNodes', () => {
  it('shows shape, cost and problems of each layer', () => {
    const [input, conv, dense, output] = flow(chain)
    expect(input?.data).toMatchObject({ shape: '28×28×1', parameters: 0, hasInput: false, hasOutput: true })
    expect(conv?.data).toMatchObject({ shape: '26×26×4', parameters: 40, problems: [] })
    expect(dense?.data.shape).toBeNull()
    expect(dense?.data.problems.map(({ code }) => code)).toEqual(['graph.needsFlat'])
    expect(output?.data).toMatchObject({ hasOutput: false })
  })

  it('gives the same objects for layers that look as before', () => {
    const before = flow(chain)
    expect(flow(chain, { before }).every((node, index) => node === before[index])).toBe(true)
    const renamed = { ...chain, name: 'other', training: { ...chain.training, epochs: 3 } }
    expect(flow(renamed, { before }).every((node, index) => node === before[index])).toBe(true)
  })

  it('gives new objects only for what a change reaches', () => {
    const before = flow(chain)
    const wider = flow(setParameters(chain, 'conv2d-1', { filters: 8 }), { before })
    expect(wider.map((node, index) => node === before[index])).toEqual([true, false, false, true])
    const selected = flow(chain, { before, selected: ['dense-1'] })
    expect(selected.map((node, index) => node === before[index])).toEqual([true, true, false, true])
    expect(selected[2]?.data).toBe(before[2]?.data)
  })

  it('has a dragged layer where it is dragged, and keeps measured sizes', () => {
    const measured = { width: 200, height: 90 }
    const [, conv] = flow(chain, { local: [['conv2d-1', { position: { x: 7, y: 9 }, measured }]] })
    expect(conv).toMatchObject({ position: { x: 7, y: 9 }, measured })
  })

  it('shows a layer of an unknown kind', () => {
    const odd: LoomDocument = {
      ...chain,
      nodes: [{ id: 'odd', kind: 'Odd', position: { x: 0, y: 0 }, parameters: {} }],
    }
    expect(flow({ ...odd, edges: [] })[0]?.data).toMatchObject({ shape: null, hasInput: true, hasOutput: true })
  })
})

describe('toFlowEdges', () => {
  it('keeps the objects of lines that are as before', () => {
    const before = toFlowEdges(chain, new Set(), [])
    expect(toFlowEdges(chain, new Set(), before).every((edge, index) => edge === before[index])).toBe(true)
    const [first] = toFlowEdges(chain, new Set(['edge-1']), before)
    expect(first).toMatchObject({ id: 'edge-1', selected: true })
    expect(first).not.toBe(before[0])
  })
})

describe('commitPositions', () => {
  it('moves what has moved, and leaves the document alone when nothing has', () => {
    const moved = commitPositions(chain, new Map([['conv2d-1', { x: 30, y: 40 }]]))
    expect(moved.nodes[1]?.position).toEqual({ x: 30, y: 40 })
    expect(moved.nodes[0]).toBe(chain.nodes[0])
    expect(commitPositions(chain, new Map([['conv2d-1', { x: 0, y: 140 }]]))).toBe(chain)
    expect(commitPositions(chain, new Map([['conv2d-1', { x: Number.NaN, y: 0 }]]))).toBe(chain)
  })
})
