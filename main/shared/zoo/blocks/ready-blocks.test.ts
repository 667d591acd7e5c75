import { describe, expect, it } from 'vitest'
import { layersWithin } from '../../document/block-tree.ts'
import { makeBlock } from '../../document/blocks.ts'
import { insertBehind } from '../../document/insert-behind.ts'
import { readDocument } from '../../document/parse.ts'
import { checkGraph } from '../../graph/check-graph.ts'
import { formatShape } from '../../layers/shape.ts'
import { drawChain } from '../network.ts'
import { buildReadyBlock, readyBlocks } from './ready-blocks.ts'

const chain = drawChain('chain', [32, 32, 64], [['Dropout'], ['GlobalAveragePooling2D'], ['Dense', { units: 10 }]])

describe('ready-made blocks', () => {
  it.each(readyBlocks.map((ready) => [ready.id, ready] as const))(
    '%s goes behind a layer and is whole',
    (_id, ready) => {
      const { document, nodeIds } = insertBehind(chain, buildReadyBlock(ready, ready.fit?.(64)), {
        afterId: 'dropout-1',
        origin: { x: 0, y: 0 },
      })
      expect(readDocument(JSON.parse(JSON.stringify(document)), 'x')).toEqual(document)
      const graph = checkGraph(document)
      const ofBlock = graph.diagnostics.filter(({ nodeId }) => nodeIds.includes(nodeId ?? ''))
      expect(ofBlock).toEqual([])
      const positions = new Map(document.nodes.map(({ id, position }) => [id, position.y]))
      expect(positions.get('globalaveragepooling2d-1')).toBeGreaterThan(positions.get('dropout-1') ?? 0)
    },
  )

  it('take parameters', () => {
    const dense = readyBlocks.find(({ id }) => id === 'dense')
    if (!dense) throw new Error('no dense block')
    const fragment = buildReadyBlock(dense, { layers: 3, growth: 8 })
    const { document } = insertBehind(chain, fragment, { afterId: 'dropout-1', origin: { x: 0, y: 0 } })
    const pooled = checkGraph(document).nodes.find(({ node }) => node.kind === 'GlobalAveragePooling2D')
    expect(pooled ? formatShape(pooled.output) : '').toBe(`${64 + 3 * 8}`)
  })

  it('stand alone where no layer is named', () => {
    const [first] = readyBlocks
    if (!first) throw new Error('no block')
    const { document } = insertBehind(chain, buildReadyBlock(first), { afterId: null, origin: { x: 900, y: 40 } })
    expect(document.blocks[0]?.position).toEqual({ x: 900, y: 40 })
    expect(document.edges.slice(0, chain.edges.length)).toEqual(chain.edges)
  })

  it('stand in the block that they are put into', () => {
    const [first] = readyBlocks
    const outer = makeBlock(chain, new Set(['dropout-1']), 'Outer')
    if (!first || !outer) throw new Error('no block')
    const place = { afterId: null, origin: { x: 900, y: 40 }, blockId: outer.blockId }
    const { document, nodeIds } = insertBehind(outer.document, buildReadyBlock(first), place)
    expect(document.blocks.at(-1)?.parent).toBe(outer.blockId)
    expect(layersWithin(document, outer.blockId).map(({ id }) => id)).toEqual(['dropout-1', ...nodeIds])
  })
})
