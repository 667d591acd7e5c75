import { describe, expect, it } from 'vitest'
import { remove, setParameters } from '../document/edit.ts'
import { drawChain } from '../zoo/network.ts'
import { checkGraph } from './check-graph.ts'
import { compareGraphs } from './compare-graphs.ts'

const document = drawChain(
  'chain',
  [28, 28, 1],
  [['Conv2D'], ['MaxPooling2D'], ['Dropout'], ['Flatten'], ['Dense', { activation: 'softmax' }]],
)
const graph = checkGraph(document)
const words = (rows: ReturnType<typeof compareGraphs>) =>
  rows.map(({ before, after, change }) => `${change} ${before?.node.id ?? '–'} ${after?.node.id ?? '–'}`)

describe('compareGraphs', () => {
  it('finds nothing between a network and itself', () => {
    expect(compareGraphs(graph, graph).every(({ change }) => change === 'same')).toBe(true)
  })

  it('tells layers that were changed from those that only cost more', () => {
    const fewer = setParameters(document, 'conv2d-1', { filters: 4 })
    expect(words(compareGraphs(graph, checkGraph(fewer)))).toEqual([
      'same input-1 input-1',
      'changed conv2d-1 conv2d-1',
      'moved maxpooling2d-1 maxpooling2d-1',
      'moved dropout-1 dropout-1',
      'moved flatten-1 flatten-1',
      'moved dense-1 dense-1',
      'same output-1 output-1',
    ])
  })

  it('lists removed layers where they were, and pairs those that were replaced', () => {
    const shorter = checkGraph(remove(document, new Set(['dropout-1'])))
    expect(words(compareGraphs(graph, shorter)).slice(2, 5)).toEqual([
      'same maxpooling2d-1 maxpooling2d-1',
      'removed dropout-1 –',
      'same flatten-1 flatten-1',
    ])
    expect(words(compareGraphs(shorter, graph)).slice(3, 4)).toEqual(['added – dropout-1'])
    const renamed = {
      ...document,
      nodes: document.nodes.map((node) => (node.id === 'dense-1' ? { ...node, id: 'dense-2' } : node)),
      edges: document.edges.map((edge) => ({
        ...edge,
        source: edge.source === 'dense-1' ? 'dense-2' : edge.source,
        target: edge.target === 'dense-1' ? 'dense-2' : edge.target,
      })),
    }
    const rows = compareGraphs(graph, checkGraph(renamed), { replaced: new Map([['dense-2', 'dense-1']]) })
    expect(words(rows).slice(5, 6)).toEqual(['same dense-1 dense-2'])
  })
})
