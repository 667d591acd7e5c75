import { describe, expect, it } from 'vitest'
import type { LoomDocument } from '../document/schema.ts'
import { type ChainStep, drawChain } from '../zoo/network.ts'
import { checkGraph } from './check-graph.ts'
import { listHeads, listMainNodes } from './heads.ts'
import { applyRemedy } from './remedies/apply-remedy.ts'

const softmax = (units: number): ChainStep[] => [['Flatten'], ['Dense', { units, activation: 'softmax' }]]

/** A convolution with an auxiliary classifier of `units` behind it, and the main one of 3. */
function drawHelped(units: number, end: ChainStep[] = []): LoomDocument {
  return drawChain(
    'helped',
    [8, 8, 1],
    [
      ['Conv2D', { filters: 2 }],
      ...softmax(units),
      ['Output', { auxiliary: true, lossWeight: 0.3 }],
      ['Conv2D', { filters: 4 }, [1]],
      ...softmax(3),
      ...end,
    ],
  )
}

function lastFinding(document: LoomDocument, data?: { inputShape: number[]; classCount: number }) {
  const { diagnostics } = checkGraph(document, data ? { data } : {})
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  expect(errors.length).toBeLessThanOrEqual(1)
  return errors[0]
}

describe('a network with an auxiliary output', () => {
  const graph = checkGraph(drawHelped(3))

  it('counts the branch as used, and in the totals', () => {
    expect(graph.diagnostics).toEqual([])
    expect(graph.isTrainable).toBe(true)
    expect(graph.nodes.every(({ isUsed }) => isUsed)).toBe(true)
    expect(graph.totals.parameters).toBe(20 + 219 + 76 + 195)
  })

  it('lists the main end first', () => {
    expect(graph.ends).toMatchObject({ outputId: 'output-2', auxiliaryIds: ['output-1'] })
    expect(listHeads(graph).map(({ checked, weight }) => [checked.node.id, weight])).toEqual([
      ['output-2', 1],
      ['output-1', 0.3],
    ])
  })

  it('tells what the main end alone depends on', () => {
    expect(listMainNodes(graph).map(({ node }) => node.id)).toEqual([
      'input-1',
      'conv2d-1',
      'conv2d-2',
      'flatten-2',
      'dense-2',
      'output-2',
    ])
  })

  it('leaves an auxiliary end aside that nothing reaches', () => {
    const drawn = drawHelped(3)
    const loose = { ...drawn, edges: drawn.edges.filter(({ target }) => target !== 'flatten-1') }
    const checked = checkGraph(loose)
    expect(checked.isTrainable).toBe(true)
    expect(listHeads(checked).map(({ checked: { node } }) => node.id)).toEqual(['output-2'])
    expect(checked.diagnostics.filter(({ severity }) => severity === 'warning').length).toBeGreaterThan(0)
  })

  it('wants as many values at each end', () => {
    expect(lastFinding(drawHelped(4))).toMatchObject({
      severity: 'error',
      code: 'graph.auxiliaryMismatch',
      nodeId: 'output-1',
    })
    const data = { inputShape: [8, 8, 1], classCount: 3 }
    expect(lastFinding(drawHelped(4), data)).toMatchObject({ code: 'graph.outputMismatch', nodeId: 'output-1' })
    expect(lastFinding(drawHelped(3), data)).toBeUndefined()
  })

  it('wants the ending of the loss at each end', () => {
    const drawn = drawHelped(3)
    const nodes = drawn.nodes.map((node) => (node.id === 'dense-1' ? { ...node, parameters: { units: 3 } } : node))
    expect(lastFinding({ ...drawn, nodes })).toMatchObject({ code: 'graph.lossNeedsSoftmax', nodeId: 'output-1' })
  })
})

describe('outputs that are too many or too few', () => {
  const cured = (document: LoomDocument, place: number) => {
    const found = lastFinding(document)
    const remedy = found?.remedies?.[place]
    if (!remedy || found.nodeId === undefined) throw new Error('there is no remedy')
    return checkGraph(applyRemedy(document, found.nodeId, remedy))
  }

  it('two main ones: the second becomes auxiliary or goes', () => {
    const twice = drawChain('twice', [8, 8, 1], [...softmax(3), ['Output'], ...softmax(3)])
    const edges = [...twice.edges.filter(({ target }) => target !== 'flatten-2')]
    const both = { ...twice, edges: [...edges, { id: 'again', source: 'input-1', target: 'flatten-2' }] }
    expect(lastFinding(both)).toMatchObject({ code: 'graph.twoOutputs', nodeId: 'output-2' })
    expect(listHeads(cured(both, 0)).length).toBe(2)
    expect(cured(both, 0).isTrainable).toBe(true)
    expect(listHeads(cured(both, 1)).length).toBe(1)
    expect(cured(both, 1).isTrainable).toBe(true)
  })

  it('none but auxiliary ones: the first becomes the main one', () => {
    const drawn = drawChain('none', [8, 8, 1], softmax(3))
    const nodes = drawn.nodes.map((node) =>
      node.kind === 'Output' ? { ...node, parameters: { auxiliary: true } } : node,
    )
    const none = { ...drawn, nodes }
    expect(checkGraph(none).isTrainable).toBe(false)
    expect(lastFinding(none)).toMatchObject({ code: 'graph.noMainOutput', nodeId: 'output-1' })
    expect(cured(none, 0).isTrainable).toBe(true)
  })
})
