import { describe, expect, it } from 'vitest'
import { emptyDocument, type LoomDocument } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { layers } from '#shared/layers/registry.ts'
import { drawChain } from '#shared/zoo/network.ts'
import { appendLayer, freshParameters, nodeHeight, nodeWidth, placeLayer } from './place-layer.ts'

const origin = { x: 50, y: 60 }
const chain = drawChain('chain', [28, 28, 1], [['Conv2D'], ['Flatten'], ['Dense', { activation: 'softmax' }]])
const joins = ({ edges }: LoomDocument) => edges.map(({ source, target }) => `${source} > ${target}`)

describe('appendLayer', () => {
  it('builds a whole network from nothing, one layer after the other', () => {
    let document = emptyDocument()
    for (const kind of ['Input', 'Conv2D', 'Flatten', 'Dense', 'Output']) {
      document = appendLayer(document, kind, { afterId: null, origin }).document
    }
    expect(joins(document)).toEqual([
      'input-1 > conv2d-1',
      'conv2d-1 > flatten-1',
      'flatten-1 > dense-1',
      'dense-1 > output-1',
    ])
    expect(document.nodes[0]?.position).toEqual(origin)
    expect(checkGraph(document).nodes).toHaveLength(5)
  })

  it('puts a layer onto the line that leaves the selected one', () => {
    const { document, nodeId } = appendLayer(chain, 'MaxPooling2D', { afterId: 'conv2d-1', origin })
    expect(joins(document)).toContain(`conv2d-1 > ${nodeId}`)
    expect(joins(document)).toContain(`${nodeId} > flatten-1`)
    expect(checkGraph(document).isTrainable).toBe(true)
  })

  it('puts a layer before an Output that is selected', () => {
    const { document, nodeId } = appendLayer(chain, 'Activation', { afterId: 'output-1', origin })
    expect(joins(document)).toContain(`${nodeId} > output-1`)
  })

  it('never connects what cannot be connected', () => {
    for (const { kind } of layers) {
      for (const { id } of chain.nodes) {
        const { document } = appendLayer(chain, kind, { afterId: id, origin })
        const codes = checkGraph(document).diagnostics.map(({ code }) => code)
        expect(codes).not.toContain('graph.badPort')
        expect(codes).not.toContain('graph.cycle')
        expect(codes).not.toContain('graph.tooManyInputs')
      }
    }
  })
})

describe('placeLayer', () => {
  it('goes down until nothing lies under it', () => {
    let document = emptyDocument()
    for (let count = 0; count < 5; count += 1) document = placeLayer(document, 'Dense', origin).document
    for (const [index, node] of document.nodes.entries()) {
      const others = document.nodes.slice(index + 1)
      const isFree = others.every(
        ({ position }) =>
          Math.abs(position.x - node.position.x) >= nodeWidth || Math.abs(position.y - node.position.y) >= nodeHeight,
      )
      expect(isFree).toBe(true)
    }
  })
})

describe('freshParameters', () => {
  it('gives an Input the size of the chosen pictures, and others nothing', () => {
    expect(freshParameters('Input', [32, 32, 3])).toEqual({ shape: [32, 32, 3] })
    expect(freshParameters('Input', null)).toEqual({})
    expect(freshParameters('Conv2D', [32, 32, 3])).toEqual({})
  })
})
