import { describe, expect, it } from 'vitest'
import { addNode, connect } from '../document/edit.ts'
import { emptyDocument, type LoomDocument } from '../document/schema.ts'
import { checkGraph } from './check-graph.ts'

const nowhere = { x: 0, y: 0 }

/** Input, a convolution, and a second one; both come together in `merge`. Drawn as people do: layers, then lines. */
function drawBlock(merge: string, filters: number): LoomDocument {
  let document = emptyDocument('block')
  const put = (kind: string, parameters: Record<string, number | string | number[]> = {}) => {
    const added = addNode(document, kind, nowhere, parameters)
    document = added.document
    return added.nodeId
  }
  const input = put('Input', { shape: [6, 5, 1] })
  const first = put('Conv2D', { filters: 4, padding: 'same' })
  const second = put('Conv2D', { filters, padding: 'same' })
  const merged = put(merge)
  const flat = put('Flatten')
  const dense = put('Dense', { units: 3, activation: 'softmax' })
  const output = put('Output')
  const lines = [
    [input, first],
    [first, second],
    [second, merged],
    [first, merged],
    [merged, flat],
    [flat, dense],
    [dense, output],
  ] as const
  for (const [source, target] of lines) document = connect(document, source, target)
  return document
}

describe('a graph with branches', () => {
  it('checks a residual block that was drawn line by line', () => {
    const graph = checkGraph(drawBlock('Add', 4))
    expect(graph.diagnostics).toEqual([])
    expect(graph.isTrainable).toBe(true)
    const merged = graph.nodes.find(({ node }) => node.kind === 'Add')
    expect(merged?.sources).toEqual(['conv2d-2', 'conv2d-1'])
    expect(merged?.inputs).toEqual([
      [6, 5, 4],
      [6, 5, 4],
    ])
    expect(graph.nodes.every(({ isUsed }) => isUsed)).toBe(true)
    expect(graph.totals.parameters).toBe(40 + 148 + 363)
  })

  it('adds up the channels of a fork that is concatenated, in the order of the lines', () => {
    const graph = checkGraph(drawBlock('Concatenate', 7))
    expect(graph.nodes.find(({ node }) => node.kind === 'Concatenate')).toMatchObject({
      output: [6, 5, 11],
      inputs: [
        [6, 5, 7],
        [6, 5, 4],
      ],
    })
    expect(graph.isTrainable).toBe(true)
  })

  it('names the shapes where branches do not fit', () => {
    expect(checkGraph(drawBlock('Add', 7)).diagnostics).toContainEqual(
      expect.objectContaining({
        severity: 'error',
        code: 'graph.shapesDiffer',
        nodeId: 'add-1',
        values: { layer: 'Add', shapes: '6×5×7, 6×5×4' },
      }),
    )
  })

  it('wants a second line into a merge', () => {
    const document = drawBlock('Maximum', 4)
    const edges = document.edges.filter(({ source, target }) => source !== 'conv2d-1' || target !== 'maximum-1')
    expect(checkGraph({ ...document, edges }).diagnostics).toContainEqual(
      expect.objectContaining({ code: 'graph.tooFewInputs', nodeId: 'maximum-1' }),
    )
  })
})
