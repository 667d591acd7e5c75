import { describe, expect, it } from 'vitest'
import { makeBlock } from '#shared/document/blocks.ts'
import { setParameters } from '#shared/document/edit.ts'
import { setCollapsed } from '#shared/document/place-blocks.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { addBasicResidual } from '#shared/zoo/blocks/residual.ts'
import { startDrawing } from '#shared/zoo/draw.ts'
import { drawChain } from '#shared/zoo/network.ts'
import { drawBlocks } from './block-flow.ts'
import { toFlowNodes } from './flow-adapter.ts'
import { toFlowEdges } from './flow-edges.ts'
import type { CanvasNode, LayerFlowEdge, LocalNode } from './flow-types.ts'
import { commitPositions, followFrames } from './move-nodes.ts'

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
  options: { before?: CanvasNode[]; selected?: string[]; local?: [string, LocalNode][] } = {},
) {
  const { before = [], selected = [], local = [] } = options
  const graph = checkGraph(document)
  const blocks = drawBlocks(document, graph)
  const words = { block: () => 'block', note: (text: string) => text }
  const state = { document, graph, blocks, selectedIds: new Set(selected), local: new Map(local), words }
  return toFlowNodes(state, before)
}

describe('toFlowNodes', () => {
  it('shows shape, cost and problems of each layer', () => {
    const [input, conv, dense, output] = flow(chain)
    expect(input?.data).toMatchObject({ shape: '28×28×1', parameters: 0, hasInput: false, hasOutput: true })
    expect(conv?.data).toMatchObject({ shape: '26×26×4', parameters: 40, problems: [] })
    expect(dense?.data).toHaveProperty('shape', null)
    expect(dense?.data).toMatchObject({ problems: [{ code: 'graph.needsFlat' }] })
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

function lines(document: LoomDocument, options: { before?: LayerFlowEdge[]; selected?: string[] } = {}) {
  const { before = [], selected = [] } = options
  const blocks = drawBlocks(document, checkGraph(document))
  return toFlowEdges({ document, blocks, selectedIds: new Set(selected), nodes: flow(document) }, before)
}

describe('toFlowEdges', () => {
  it('keeps the objects of lines that are as before', () => {
    const before = lines(chain)
    expect(lines(chain, { before }).every((edge, index) => edge === before[index])).toBe(true)
    const [first] = lines(chain, { before, selected: ['edge-1'] })
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

describe('blocks', () => {
  const made = makeBlock(chain, new Set(['conv2d-1', 'dense-1']), 'Trunk')?.document ?? chain
  const folded = setCollapsed(made, 'block-1', true)

  it('are a frame around their layers, below them, while open', () => {
    const nodes = flow(made)
    expect(nodes.map(({ id }) => id)).toEqual(['block-1', 'input-1', 'conv2d-1', 'dense-1', 'output-1'])
    const [frame] = nodes
    expect(frame).toMatchObject({ type: 'frame', position: { x: -20, y: 90 }, width: 240, height: 302 })
    expect(frame?.zIndex).toBeLessThan(0)
  })

  it('are one node with the facts of all while collapsed', () => {
    const nodes = flow(folded)
    expect(nodes.map(({ id }) => id)).toEqual(['input-1', 'block-1', 'output-1'])
    expect(nodes[1]?.data).toMatchObject({ layers: 2, shapeIn: '28×28×1', parameters: 40, hasInput: true })
    expect(nodes[1]?.data).toMatchObject({ problems: [{ code: 'graph.needsFlat', nodeId: 'dense-1' }] })
    expect(flow(folded, { before: nodes }).every((node, index) => node === nodes[index])).toBe(true)
  })

  it('are selected when all of their layers are', () => {
    const ids = (selected: string[]) => flow(folded, { selected }).filter((node) => node.selected)
    expect(ids(['conv2d-1'])).toEqual([])
    expect(ids(['conv2d-1', 'dense-1']).map(({ id }) => id)).toEqual(['block-1'])
  })

  it('hide the lines within, and make one of those with the same ends', () => {
    const twice = { ...folded, edges: [...folded.edges, { id: 'skip', source: 'input-1', target: 'dense-1' }] }
    const edges = lines(twice)
    expect(edges.map(({ source, target, data }) => [source, target, data?.ids])).toEqual([
      ['input-1', 'block-1', ['edge-1', 'skip']],
      ['block-1', 'output-1', ['edge-3']],
    ])
    expect(lines(twice, { before: edges, selected: ['skip'] })[0]?.selected).toBe(true)
  })

  it('take what they hold along when their title is dragged', () => {
    const nodes = flow(made)
    const moves = followFrames(made, nodes, new Map([['block-1', { x: 80, y: 100 }]]))
    expect([...moves.keys()]).toEqual(['conv2d-1', 'dense-1'])
    const moved = commitPositions(made, moves)
    expect(moved.nodes[1]?.position).toEqual({ x: 100, y: 150 })
    expect(commitPositions(folded, new Map([['block-1', { x: 1, y: 2 }]])).blocks[0]?.position).toEqual({ x: 1, y: 2 })
  })

  it('are all drawn in a drawing of a thousand layers', () => {
    const net = startDrawing('long')
    let last = net.add('Input', { shape: [8, 8, 16] }, null)
    for (let index = 0; index < 140; index += 1) last = addBasicResidual(net, last, { filters: 16 })
    net.add('Output', {}, last)
    const document = net.finish()
    const graph = checkGraph(document)
    expect(drawBlocks(document, graph).data.size).toBe(140)
  })
})
