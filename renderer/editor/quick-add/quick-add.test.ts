import { describe, expect, it } from 'vitest'
import { addNode } from '#shared/document/edit.ts'
import { emptyDocument, type LoomDocument } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import type { LooseLine } from '#shared/graph/connection.ts'
import { drawChain } from '#shared/zoo/network.ts'
import { addChosen } from './add-chosen.ts'
import { placeAt, quickAddPlace } from './quick-add-place.ts'
import { rankLayers } from './rank-layers.ts'

const chain = drawChain('chain', [8, 8, 1], [['Conv2D', { filters: 4 }], ['Flatten'], ['Dense', { units: 3 }]])
const lines = ({ edges }: LoomDocument) => edges.map(({ source, target }) => `${source}>${target}`)

function rank(document: LoomDocument, line: LooseLine | null, isOnLine = false) {
  return rankLayers(line, { document, graph: checkGraph(document), pictureShape: null }, { isOnLine })
}

describe('rankLayers', () => {
  it('begins an empty drawing with Input', () => {
    expect(rank(emptyDocument(), null)[0]?.kind).toBe('Input')
  })

  it('puts what fits before what must be adapted, and that before what cannot be joined', () => {
    const ranked = rank(chain, { nodeId: 'conv2d-1', end: 'source' })
    const fits = ranked.map(({ fit }) => fit)
    expect(fits).toEqual([...fits].sort((a, b) => order.indexOf(a) - order.indexOf(b)))
    expect(ranked[0]?.kind).toBe('MaxPooling2D')
    expect(ranked.find(({ kind }) => kind === 'Dense')).toMatchObject({
      fit: 'cured',
      remedy: { kind: 'insertBefore', layer: 'Flatten' },
    })
  })

  it('knows shapes: after a flat layer no convolution fits', () => {
    const ranked = rank(chain, { nodeId: 'flatten-1', end: 'source' })
    expect(ranked[0]?.kind).toBe('Dense')
    expect(ranked.find(({ kind }) => kind === 'Conv2D')?.fit).toBe('loose')
    expect(ranked.some(({ kind }) => kind === 'Input')).toBe(false)
  })

  it('offers for a line only what has one end on either side', () => {
    const kinds = rank(chain, { nodeId: 'input-1', end: 'source' }, true).map(({ kind }) => kind)
    expect(kinds).not.toContain('Add')
    expect(kinds).toContain('Conv2D')
  })
})

const order = ['fits', 'cured', 'loose']

describe('addChosen', () => {
  const place = { position: { x: 600, y: 40 }, line: { nodeId: 'conv2d-1', end: 'source' as const }, edgeId: null }

  it('joins what fits', () => {
    const { document, nodeId } = addChosen(chain, pick('MaxPooling2D'), place, null)
    expect(nodeId).toBe('maxpooling2d-1')
    expect(lines(document)).toContain('conv2d-1>maxpooling2d-1')
    expect(document.nodes.at(-1)?.position).toEqual({ x: 500, y: 40 })
  })

  it('puts the missing layer between', () => {
    const { document } = addChosen(chain, pick('Dense'), place, null)
    expect(lines(document)).toEqual(expect.arrayContaining(['conv2d-1>flatten-2', 'flatten-2>dense-2']))
    expect(checkGraph(document).diagnostics.some(({ severity }) => severity === 'error')).toBe(
      checkGraph(chain).diagnostics.some(({ severity }) => severity === 'error'),
    )
  })

  it('puts a layer onto a line', () => {
    const edgeId = chain.edges.find(({ source }) => source === 'conv2d-1')?.id ?? ''
    const { document } = addChosen(chain, pick('MaxPooling2D'), { ...place, line: null, edgeId }, null)
    expect(lines(document)).toEqual(expect.arrayContaining(['conv2d-1>maxpooling2d-1', 'maxpooling2d-1>flatten-1']))
  })

  it('joins the other way round when the lower end is wanted', () => {
    const { document, nodeId } = addNode(chain, 'Conv2D', { x: 600, y: 300 })
    const before = { position: { x: 700, y: 280 }, line: { nodeId, end: 'target' as const }, edgeId: null }
    const added = addChosen(document, { kind: 'Conv2D', fit: 'fits', problem: null, remedy: null }, before, null)
    expect(lines(added.document)).toContain(`${added.nodeId}>${nodeId}`)
  })

  function pick(kind: string) {
    const found = rank(chain, place.line).find((candidate) => candidate.kind === kind)
    if (!found) throw new Error(`no candidate ${kind}`)
    return found
  }
})

describe('places', () => {
  const nothing = { nodeId: null, edgeId: null }

  it('follow the nearest open layer above', () => {
    const open = { ...chain, edges: chain.edges.filter(({ target }) => target !== 'output-1') }
    const dense = open.nodes.find(({ id }) => id === 'dense-1')?.position ?? { x: 0, y: 0 }
    expect(placeAt(open, { x: dense.x + 100, y: dense.y + 200 }).line?.nodeId).toBe('dense-1')
    expect(placeAt(open, { x: dense.x + 900, y: dense.y + 200 }).line).toBeNull()
    expect(placeAt(chain, { x: dense.x + 100, y: dense.y + 200 }).line).toBeNull()
  })

  it('are the line behind the selected layer, or below a layer with none or several', () => {
    const edge = chain.edges.find(({ source }) => source === 'conv2d-1')
    expect(quickAddPlace(chain, { nodeId: 'conv2d-1', edgeId: null }, { x: 0, y: 0 }).edgeId).toBe(edge?.id)
    expect(quickAddPlace(chain, { nodeId: null, edgeId: edge?.id ?? '' }, { x: 0, y: 0 }).edgeId).toBe(edge?.id)
    expect(quickAddPlace(chain, nothing, { x: 5, y: 900 }).position).toEqual({ x: 5, y: 900 })
    const open = { ...chain, edges: [] }
    expect(quickAddPlace(open, { nodeId: 'dense-1', edgeId: null }, { x: 0, y: 0 }).line).toEqual({
      nodeId: 'dense-1',
      end: 'source',
    })
  })
})
