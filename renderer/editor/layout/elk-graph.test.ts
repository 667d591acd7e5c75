import ELK from 'elkjs/lib/elk.bundled.js'
import { describe, expect, it } from 'vitest'
import { takeFragment } from '#shared/document/fragment.ts'
import { setCollapsed } from '#shared/document/place-blocks.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { addInception } from '#shared/zoo/blocks/inception.ts'
import { startDrawing } from '#shared/zoo/draw.ts'
import { commitPositions } from '../move-nodes.ts'
import { cornerOf, type Direction, fromElk, toElk } from './elk-graph.ts'

const filters = { one: 4, threeReduce: 4, three: 4, fiveReduce: 4, five: 4, pool: 4 }

function network(modules: number): LoomDocument {
  const net = startDrawing('net')
  let last = net.add('Input', { shape: [28, 28, 1] }, null)
  for (let index = 0; index < modules; index += 1) last = addInception(net, last, { filters, isCollapsed: false })
  net.add('Output', {}, net.add('Flatten', {}, last))
  return net.finish()
}

async function laidOut(document: LoomDocument, direction: Direction, ids = document.nodes.map(({ id }) => id)) {
  const part = takeFragment(document, new Set(ids))
  const positions = fromElk(await new ELK().layout(toElk(part, direction)), part, cornerOf(part))
  const moved = commitPositions(document, positions)
  return (id: string) => [...moved.nodes, ...moved.blocks].find((each) => each.id === id)?.position ?? { x: 0, y: 0 }
}

describe('layout by ELK', () => {
  it('goes down or to the right, and keeps branches in their order', async () => {
    const down = await laidOut(network(1), 'down')
    expect(down('conv2d-1').y).toBeLessThan(down('concatenate-1').y)
    const firsts = ['conv2d-1', 'conv2d-2', 'conv2d-4', 'maxpooling2d-1'].map((id) => down(id).x)
    expect(firsts).toEqual([...firsts].sort((a, b) => a - b))
    const right = await laidOut(network(1), 'right')
    expect(right('input-1').x).toBeLessThan(right('conv2d-2').x)
    expect(right('conv2d-2').x).toBeLessThan(right('conv2d-3').x)
  })

  it('takes a collapsed block for one node, and leaves what is in it', async () => {
    const document = setCollapsed(network(1), 'block-1', true)
    const at = await laidOut(document, 'down')
    expect(at('block-1').y).toBeGreaterThan(at('input-1').y)
    expect(at('block-1').y).toBeLessThan(at('flatten-1').y)
    expect(at('conv2d-1')).toEqual(document.nodes.find(({ id }) => id === 'conv2d-1')?.position)
  })

  it('moves the chosen layers only, and keeps their corner', async () => {
    const document = network(1)
    const at = await laidOut(document, 'right', ['flatten-1', 'output-1'])
    const placeBefore = (id: string) => document.nodes.find((node) => node.id === id)?.position
    expect(at('input-1')).toEqual(placeBefore('input-1'))
    expect(at('flatten-1').x).toBe(placeBefore('flatten-1')?.x)
    expect(at('output-1').x).toBeGreaterThan(at('flatten-1').x)
  })
})
