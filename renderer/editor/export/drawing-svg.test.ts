import { describe, expect, it } from 'vitest'
import { makeBlock } from '#shared/document/blocks.ts'
import { addNote, updateNote } from '#shared/document/notes.ts'
import { setCollapsed } from '#shared/document/place-blocks.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { drawChain } from '#shared/zoo/network.ts'
import { drawBlocks } from '../block-flow.ts'
import { toFlowNodes } from '../flow-adapter.ts'
import { toFlowEdges } from '../flow-edges.ts'
import { type DrawingLook, drawSvg } from './drawing-svg.ts'

const look: DrawingLook = {
  color: (css) => css.replace(/var\(--loom-([\w-]+)\)/, '$1'),
  fontFamily: "system-ui, 'Noto Sans SC'",
  summarize: () => '4 @ 3×3 & more',
  count: (count) => (count > 0 ? `${count} params` : ''),
  layers: (count) => `${count} layers`,
  unnamed: 'Block',
}

function svgOf(document: LoomDocument): string {
  const graph = checkGraph(document)
  const blocks = drawBlocks(document, graph)
  const selectedIds = new Set<string>()
  const words = { block: () => '', note: () => '' }
  const nodes = toFlowNodes({ document, graph, blocks, selectedIds, local: new Map(), words }, [])
  return drawSvg(nodes, toFlowEdges({ document, blocks, selectedIds, nodes }, []), look)
}

const chain = drawChain('chain', [28, 28, 1], [['Conv2D', { filters: 4 }], ['Flatten']])
const made = makeBlock(chain, new Set(['conv2d-1', 'flatten-1']), 'A < B')?.document ?? chain

describe('drawSvg', () => {
  it('holds all layers and lines within its view, as text and shapes', () => {
    const svg = svgOf(chain)
    expect(svg).toContain('viewBox="-24 -24 248 560"')
    expect(svg.match(/<path /g)).toHaveLength(3)
    expect(svg).toContain('>26×26×4</text>')
    expect(svg).toContain('4 @ 3×3 &amp; more')
    expect(svg).not.toMatch(/foreignObject|var\(|undefined|NaN/)
  })

  it('draws frames, collapsed blocks, colours and notes', () => {
    expect(svgOf(made)).toContain('A &lt; B')
    const folded = setCollapsed(made, 'block-1', true)
    const svg = svgOf({ ...folded, blocks: folded.blocks.map((block) => ({ ...block, colour: 'teal' as const })) })
    expect(svg).toContain('28×28×1 → 2704')
    expect(svg).toContain('fill="colour-teal"')
    expect(svg).not.toContain('26×26×4')
    const noted = addNote(chain, { x: 300, y: 0 })
    expect(svgOf(updateNote(noted.document, noted.noteId, { text: 'one\ntwo' }))).toMatch(/>one<\/text>.*>two<\/text>/)
  })
})
