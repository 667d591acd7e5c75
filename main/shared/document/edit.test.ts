import { describe, expect, it } from 'vitest'
import { checkGraph } from '../graph/check-graph.ts'
import { applyRemedy } from '../graph/remedies/apply-remedy.ts'
import { drawChain } from '../zoo/network.ts'
import { addNode, connect, insertOnEdge, remove } from './edit.ts'
import { emptyDocument, type LoomDocument } from './schema.ts'

const chain = drawChain(
  'chain',
  [8, 8, 1],
  [['Conv2D', { filters: 2 }], ['Flatten'], ['Dense', { units: 3, activation: 'softmax' }]],
)

function lines({ edges }: LoomDocument): string[] {
  return edges.map(({ source, target }) => `${source}>${target}`).sort()
}

describe('edit', () => {
  it('gives every node an id of its own', () => {
    const first = addNode(emptyDocument(), 'Dense', { x: 0, y: 0 })
    const second = addNode(first.document, 'Dense', { x: 0, y: 0 })
    expect([first.nodeId, second.nodeId]).toEqual(['dense-1', 'dense-2'])
  })

  it('joins the neighbours of a layer that is removed', () => {
    const healed = remove(chain, new Set(['flatten-1']))
    expect(lines(healed)).toEqual(['conv2d-1>dense-1', 'dense-1>output-1', 'input-1>conv2d-1'])
  })

  it('joins across several removed layers', () => {
    expect(lines(remove(chain, new Set(['flatten-1', 'conv2d-1'])))).toEqual(['dense-1>output-1', 'input-1>dense-1'])
    expect(lines(remove(chain, new Set(['flatten-1', 'dense-1'])))).toEqual(['conv2d-1>output-1', 'input-1>conv2d-1'])
  })

  it('removes an edge alone', () => {
    const [edge] = chain.edges
    expect(lines(remove(chain, new Set([edge?.id ?? ''])))).not.toContain('input-1>conv2d-1')
  })

  it('lets a new line into an input replace the old one', () => {
    expect(lines(connect(chain, 'conv2d-1', 'dense-1'))).not.toContain('flatten-1>dense-1')
    expect(connect(chain, 'input-1', 'conv2d-1')).toBe(chain)
  })

  it('makes room in the column for a layer put on an edge', () => {
    const edge = chain.edges.find(({ target }) => target === 'flatten-1')
    const { document, nodeId } = insertOnEdge(chain, edge?.id ?? '', 'Dropout')
    expect(lines(document)).toEqual(expect.arrayContaining([`conv2d-1>${nodeId}`, `${nodeId}>flatten-1`]))
    const heights = document.nodes.map(({ position }) => position.y)
    expect(new Set(heights).size).toBe(heights.length)
  })

  it('keeps the order of what a layer takes, whatever is put on its lines or taken off them', () => {
    const first = chain.nodes.find(({ kind }) => kind === 'Conv2D')?.id ?? ''
    const minus = addNode(chain, 'Subtract', { x: 0, y: 900 })
    const joined = connect(connect(minus.document, first, minus.nodeId), 'input-1', minus.nodeId)
    const into = ({ edges }: LoomDocument) =>
      edges.flatMap(({ source, target }) => (target === minus.nodeId ? source : []))
    expect(into(joined)).toEqual([first, 'input-1'])
    const line = joined.edges.find(({ target }) => target === minus.nodeId)
    const grown = insertOnEdge(joined, line?.id ?? '', 'Dropout')
    expect(into(grown.document)).toEqual([grown.nodeId, 'input-1'])
    expect(into(remove(grown.document, new Set([grown.nodeId])))).toEqual([first, 'input-1'])
  })

  it('cures a diagnostic with its own remedy', () => {
    const broken = remove(chain, new Set(['flatten-1']))
    const [found] = checkGraph(broken).diagnostics
    expect(found).toMatchObject({ code: 'graph.needsFlat', nodeId: 'dense-1' })
    const [remedy] = found?.remedies ?? []
    const cured = remedy ? applyRemedy(broken, 'dense-1', remedy) : broken
    expect(checkGraph(cured).diagnostics).toEqual([])
  })
})
