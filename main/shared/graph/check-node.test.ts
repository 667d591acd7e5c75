import { describe, expect, it } from 'vitest'
import { addNode, connect, insertOnEdge, remove, setParameters } from '../document/edit.ts'
import type { LoomDocument } from '../document/schema.ts'
import { drawChain } from '../zoo/network.ts'
import { checkGraph } from './check-graph.ts'

const chain = drawChain(
  'chain',
  [28, 28, 1],
  [['Conv2D', { filters: 4 }], ['MaxPooling2D'], ['Flatten'], ['Dense', { activation: 'softmax' }]],
)

/** Edits that change parameters, shapes far behind them, lines and layers. */
const edits: ((document: LoomDocument) => LoomDocument)[] = [
  (document) => setParameters(document, 'conv2d-1', { filters: 9 }),
  (document) => setParameters(document, 'conv2d-1', { kernelSize: [40, 40] }),
  (document) => setParameters(document, 'conv2d-1', { kernelSize: [5, 5], padding: 'same' }),
  (document) => remove(document, new Set(['flatten-1'])),
  (document) => insertOnEdge(document, document.edges[1]?.id ?? '', 'BatchNormalization').document,
  (document) => addNode(document, 'Add', { x: 0, y: 900 }).document,
  (document) => connect(connect(document, 'conv2d-1', 'add-1'), 'batchnormalization-1', 'add-1'),
  (document) => setParameters(document, 'conv2d-1', { filters: -1 }),
  (document) => setParameters(document, 'conv2d-1', { filters: 3 }),
]

describe('checkGraph after an edit', () => {
  it('finds what a check of the whole drawing finds', () => {
    let document = chain
    for (const edit of edits) {
      checkGraph(document)
      document = edit(document)
      // A copy has no node in common with what was checked before.
      expect(checkGraph(document)).toEqual(checkGraph(structuredClone(document)))
    }
  })

  it('does not check anew what the edit does not reach', () => {
    const before = checkGraph(chain)
    const after = checkGraph(setParameters(chain, 'dense-1', { units: 7 }))
    expect(after.nodes[1]?.weights).toBe(before.nodes[1]?.weights)
    expect(after.nodes.at(-2)?.weights).not.toBe(before.nodes.at(-2)?.weights)
  })
})
