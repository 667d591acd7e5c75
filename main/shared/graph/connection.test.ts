import { describe, expect, it } from 'vitest'
import { addNode, setParameters } from '../document/edit.ts'
import type { LoomDocument } from '../document/schema.ts'
import { drawChain } from '../zoo/network.ts'
import { checkGraph } from './check-graph.ts'
import { judgeLines } from './connection.ts'

const base = drawChain(
  'base',
  [8, 8, 1],
  [
    ['Conv2D', { filters: 4, padding: 'same' }],
    ['MaxPooling2D'],
    ['Flatten'],
    ['Dense', { units: 3, activation: 'softmax' }],
  ],
)
/** The chain, and loose layers beside it. */
const drawing = ['Add', 'Conv2D', 'Dense', 'Subtract'].reduce(
  (document, kind) => addNode(document, kind, { x: 400, y: 0 }).document,
  base,
)

function join(document: LoomDocument, source: string, target: string): LoomDocument {
  return { ...document, edges: [...document.edges, { id: `${source}-${target}`, source, target }] }
}

function verdict(document: LoomDocument, source: string, target: string) {
  const graph = checkGraph(document)
  const forward = judgeLines(document, graph, { nodeId: source, end: 'source' })(target)
  const backward = judgeLines(document, graph, { nodeId: target, end: 'target' })(source)
  expect(backward).toEqual(forward)
  return forward
}

describe('judgeLines', () => {
  it.each([
    ['dense-1', 'dense-1', 'line.toItself'],
    ['dense-1', 'conv2d-1', 'line.closesCircle'],
    ['dense-1', 'input-1', 'line.takesNothing'],
    ['output-1', 'dense-2', 'line.givesNothing'],
    ['input-1', 'conv2d-1', 'line.joinedAlready'],
    ['conv2d-1', 'dense-2', 'graph.needsFlat'],
    ['flatten-1', 'conv2d-2', 'graph.needsPicture'],
    ['conv2d-1', 'flatten-1', undefined],
    ['conv2d-1', 'add-1', undefined],
    ['conv2d-2', 'dense-2', undefined],
  ])('from %s to %s: %s', (source, target, code) => {
    expect(verdict(drawing, source, target).problem?.code).toBe(code)
  })

  it('looks at all that a joining layer would get', () => {
    const half = join(drawing, 'conv2d-1', 'add-1')
    expect(verdict(half, 'input-1', 'add-1').problem?.code).toBe('graph.shapesDiffer')
    const alike = setParameters(join(half, 'input-1', 'conv2d-2'), 'conv2d-2', { filters: 4, padding: 'same' })
    expect(verdict(alike, 'conv2d-2', 'add-1').problem).toBeNull()
    const full = ['conv2d-1', 'conv2d-2'].reduce((now, id) => join(now, id, 'subtract-1'), alike)
    expect(verdict(addNode(full, 'Input', { x: 0, y: 0 }).document, 'input-1', 'subtract-1').problem?.code).toBe(
      'graph.needsTwoInputs',
    )
  })

  it('offers the cures of the target, and tells which line gives way', () => {
    const { problem, replacedId } = verdict(drawing, 'conv2d-1', 'dense-1')
    expect(problem?.remedies?.[0]).toEqual({ kind: 'insertBefore', layer: 'Flatten' })
    expect(replacedId).toBe('flatten-1')
  })
})
