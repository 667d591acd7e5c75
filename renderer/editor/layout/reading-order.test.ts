import ELK from 'elkjs/lib/elk.bundled.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { takeFragment } from '#shared/document/fragment.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { orderNodes } from '#shared/graph/order.ts'
import { arrange } from '#shared/zoo/arrange.ts'
import { addBasicResidual } from '#shared/zoo/blocks/residual.ts'
import { startDrawing } from '#shared/zoo/draw.ts'
import { findZooNetwork } from '#shared/zoo/zoo.ts'
import { commitPositions } from '../move-nodes.ts'
import { cornerOf, type Direction, fromElk, toElk } from './elk-graph.ts'

/** One branch for each length, side by side, as they were drawn. */
function branching(lengths: readonly number[]): LoomDocument {
  const net = startDrawing('branches')
  const input = net.add('Input', { shape: [28, 28, 1] }, null)
  const ends = lengths.map((length) => {
    let last = input
    for (let index = 0; index < length; index += 1) last = net.add('Conv2D', { filters: 4, padding: 'same' }, last)
    return last
  })
  net.add('Output', {}, net.add('Concatenate', {}, ends))
  return net.finish()
}

async function layOut(document: LoomDocument, direction: Direction): Promise<LoomDocument> {
  const part = takeFragment(document, new Set(document.nodes.map(({ id }) => id)))
  return commitPositions(document, fromElk(await new ELK().layout(toElk(part, direction)), part, cornerOf(part)))
}

/** What is drawn of the document: layers and blocks by id, with the lines between them as they are seen. */
function seen({ nodes, blocks, edges }: LoomDocument) {
  const collapsed = new Map(blocks.filter(({ isCollapsed }) => isCollapsed).map((block) => [block.id, block]))
  const parents = new Map(blocks.map(({ id, parent }) => [id, parent]))
  const coverOf = (block: string | undefined) => {
    let cover: string | undefined
    for (let id = block; id !== undefined; id = parents.get(id)) if (collapsed.has(id)) cover = id
    return cover
  }
  const shownAs = new Map(nodes.map(({ id, block }) => [id, coverOf(block) ?? id]))
  const at = new Map([...nodes, ...blocks].map(({ id, position }) => [id, position]))
  const lines = edges.map(({ source, target }) => [shownAs.get(source) ?? '', shownAs.get(target) ?? ''] as const)
  return { at, lines: lines.filter(([source, target]) => source !== target) }
}

/** Lines that do not lead onward: down, or to the right. */
function backward(document: LoomDocument, direction: Direction): string[] {
  const { at, lines } = seen(document)
  const along = (id: string) => at.get(id)?.[direction === 'down' ? 'y' : 'x'] ?? Number.NaN
  return lines
    .filter(([source, target]) => !(along(source) < along(target)))
    .map(([source, target]) => `${source} > ${target}`)
}

const directions = ['down', 'right'] as const

describe.each(directions)('automatic layout, %s', (direction) => {
  it('leads every line of any branches onward, and keeps the branches in the order in which they were drawn', async () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(lengths, async (each) => {
        const document = branching(each)
        const laidOut = await layOut(document, direction)
        expect(backward(laidOut, direction)).toEqual([])
        const firsts = laidOut.edges.filter(({ source }) => source === 'input-1').map(({ target }) => target)
        const across = firsts.map((id) => seen(laidOut).at.get(id)?.[direction === 'down' ? 'x' : 'y'] ?? Number.NaN)
        expect(across).toEqual([...across].sort((a, b) => a - b))
        expect(new Set(across).size).toBe(firsts.length)
      }),
      { numRuns: 25, seed: 7 },
    )
  })

  it.each(['googlenet', 'densenet-121', 'resnet-50', 'u-net', 'fcn-8s'])(
    'keeps the reading order of %s',
    async (id) => {
      const document = findZooNetwork(id)?.build()
      if (!document) throw new Error(`no ${id}`)
      expect(backward(await layOut(document, direction), direction)).toEqual([])
    },
  )

  it('keeps it in open blocks too', async () => {
    const net = startDrawing('open')
    let last = net.add('Input', { shape: [28, 28, 8] }, null)
    for (let index = 0; index < 3; index += 1) last = addBasicResidual(net, last, { filters: 8, isCollapsed: false })
    net.add('Output', {}, net.add('Flatten', {}, last))
    expect(backward(await layOut(net.finish(), direction), direction)).toEqual([])
  })
})

describe('layout in columns', () => {
  it.each(['googlenet', 'densenet-201', 'resnet-152', 'vgg-e', 'alexnet-2012'])(
    'reads as %s flows: down each column, then on to the right',
    (id) => {
      const document = findZooNetwork(id)?.build()
      if (!document) throw new Error(`no ${id}`)
      const open = { ...document, blocks: document.blocks.map((block) => ({ ...block, isCollapsed: false })) }
      for (const each of [document, arrange(open)]) {
        const { at, lines } = seen(each)
        const strays = lines.filter(([source, target]) => {
          const [from, to] = [at.get(source), at.get(target)]
          return !from || !to || (to.y <= from.y && to.x <= from.x)
        })
        expect(strays).toEqual([])
        expect(orderNodes(each).cyclic.size).toBe(0)
      }
    },
  )
})
