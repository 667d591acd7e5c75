import { describe, expect, it } from 'vitest'
import { framePadding, nodeSize } from '../document/extent.ts'
import { readDocument } from '../document/parse.ts'
import type { LoomDocument } from '../document/schema.ts'
import { checkGraph } from '../graph/check-graph.ts'
import { formatShape } from '../layers/shape.ts'
import { addDenseBlock, addTransition } from './blocks/dense-block.ts'
import { addInception } from './blocks/inception.ts'
import { addBasicResidual, addBottleneckResidual } from './blocks/residual.ts'
import { addVggBlock } from './blocks/vgg-block.ts'
import { type Drawing, startDrawing } from './draw.ts'

/** A block alone, on a map of 28×28 with 192 channels. */
function alone(add: (net: Drawing, from: string) => string, isCollapsed = false): LoomDocument {
  const net = startDrawing('alone')
  const last = add(net, net.add('Input', { shape: [28, 28, 192] }, null))
  net.add('Output', {}, last)
  const document = net.finish()
  return { ...document, blocks: document.blocks.map((block) => ({ ...block, isCollapsed })) }
}

function sizeOf(document: LoomDocument): [shape: string, trainable: number] {
  const graph = checkGraph(document)
  // The Output wants rows, which a block alone does not give.
  expect(graph.diagnostics.filter(({ nodeId }) => nodeId !== 'output-1')).toEqual([])
  const last = graph.nodes.at(-1)
  return [last ? formatShape(last.output) : '', graph.nodes.reduce((sum, node) => sum + node.trainableParameters, 0)]
}

const inception3a = { one: 64, threeReduce: 96, three: 128, fiveReduce: 16, five: 32, pool: 32 }

describe('block builders', () => {
  it('draw the Inception module 3a of 2014', () => {
    expect(sizeOf(alone((net, from) => addInception(net, from, { filters: inception3a })))).toEqual([
      '28×28×256',
      163_696,
    ])
  })

  it('draw residual blocks, with and without projection', () => {
    // 9·192·64 + 9·64·64 weights, 2·64 of each BN; the projection has 192·64 and a BN more.
    const basic = (net: Drawing, from: string) =>
      addBasicResidual(net, from, { filters: 64, stride: 2, isProjected: true })
    expect(sizeOf(alone(basic))).toEqual(['14×14×64', 9 * 192 * 64 + 9 * 64 * 64 + 192 * 64 + 3 * 128])
    const same = (net: Drawing, from: string) => addBasicResidual(net, from, { filters: 192 })
    expect(sizeOf(alone(same))).toEqual(['28×28×192', 2 * 9 * 192 * 192 + 2 * 384])
    const bottleneck = (net: Drawing, from: string) => addBottleneckResidual(net, from, { filters: 48 })
    expect(sizeOf(alone(bottleneck))).toEqual(['28×28×192', 192 * 48 + 9 * 48 * 48 + 48 * 192 + 2 * (48 + 48 + 192)])
  })

  it('draw dense blocks, transitions and VGG blocks', () => {
    const dense = (net: Drawing, from: string) => {
      const grown = addDenseBlock(net, from, { layers: 6, growth: 32 })
      return addTransition(net, grown, { filters: 192 })
    }
    const layer = (channels: number) => 2 * channels + channels * 128 + 2 * 128 + 9 * 128 * 32
    const layers = [192, 224, 256, 288, 320, 352].reduce((sum, channels) => sum + layer(channels), 0)
    expect(sizeOf(alone(dense))).toEqual(['14×14×192', layers + 2 * 384 + 384 * 192])
    const vgg = (net: Drawing, from: string) => addVggBlock(net, from, { convolutions: 3, filters: 256, lastSize: 1 })
    expect(sizeOf(alone(vgg))).toEqual(['14×14×256', 9 * 192 * 256 + 9 * 256 * 256 + 256 * 256 + 3 * 256])
  })

  it('put their layers into a named block of a document that can be read', () => {
    const document = alone((net, from) => addDenseBlock(net, from, { layers: 3, growth: 8, name: 'Dense 1' }), true)
    expect(readDocument(JSON.parse(JSON.stringify(document)), 'x')).toEqual(document)
    expect(document.blocks.map(({ name, parent }) => [name, parent])).toEqual([
      ['Dense 1', undefined],
      ['1', 'block-1'],
      ['2', 'block-1'],
      ['3', 'block-1'],
    ])
    expect(document.nodes.filter(({ block }) => block === undefined).map(({ kind }) => kind)).toEqual([
      'Input',
      'Output',
    ])
  })
})

describe('the places of a drawing', () => {
  it('let no two layers overlap, and keep blocks apart', () => {
    const net = startDrawing('mixed')
    let last = net.add('Input', { shape: [28, 28, 192] }, null)
    for (let index = 0; index < 3; index += 1) {
      last = addInception(net, last, { filters: inception3a, isCollapsed: false })
      last = addBasicResidual(net, last, { filters: 256, isCollapsed: false })
      last = addDenseBlock(net, last, { layers: 2, growth: 8, isCollapsed: index === 0 })
    }
    net.add('Output', {}, last)
    const document = net.finish()
    const hidden = new Set(document.blocks.filter(({ isCollapsed }) => isCollapsed).map(({ id }) => id))
    const isShown = ({ block }: { block?: string | undefined }) => block === undefined || !hidden.has(block)
    const boxes = [
      ...document.nodes.filter(isShown),
      ...document.blocks.filter(({ id, parent }) => hidden.has(id) && isShown({ block: parent })),
    ].map(({ position }) => position)
    for (const [index, a] of boxes.entries()) {
      for (const b of boxes.slice(index + 1)) {
        expect(Math.abs(a.x - b.x) >= nodeSize.width || Math.abs(a.y - b.y) >= nodeSize.height).toBe(true)
      }
    }
  })

  it('set branches side by side, and leave a way for the line around a residual body', () => {
    const document = alone((net, from) => addBasicResidual(net, from, { filters: 192, isCollapsed: false }))
    const at = (id: string) => document.nodes.find((node) => node.id === id)?.position ?? { x: 0, y: 0 }
    expect(at('add-1').y).toBeGreaterThan(at('batchnormalization-2').y)
    // It falls from above the block onto the middle of the Add, right of the convolutions.
    expect(at('add-1').x).toBe(at('activation-2').x)
    expect(at('conv2d-1').x + nodeSize.width).toBeLessThan(at('add-1').x + nodeSize.width / 2)
  })

  it('are those of the block while it is collapsed, around its middle', () => {
    const net = startDrawing('one block')
    const input = net.add('Input', { shape: [28, 28, 3] }, null)
    net.add('Output', {}, addVggBlock(net, input, { convolutions: 2, filters: 8 }))
    const { blocks, nodes } = net.finish()
    const first = nodes.find(({ id }) => id === 'conv2d-1')
    expect(first?.position).toEqual({
      x: blocks[0]?.position.x,
      y: (blocks[0]?.position.y ?? 0) + framePadding.top,
    })
  })

  it('place a thousand layers that all feed the next', () => {
    const net = startDrawing('long')
    let last = net.add('Input', { shape: [64, 64, 3] }, null)
    last = addDenseBlock(net, last, { layers: 140, growth: 2 })
    net.add('Output', {}, last)
    expect(net.finish().nodes).toHaveLength(982)
  })
})
