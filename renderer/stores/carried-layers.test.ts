import { describe, expect, it } from 'vitest'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { weightShapes } from '#shared/graph/rewrites/trace-weights.ts'
import { type ChainStep, drawChain } from '#shared/zoo/network.ts'
import { findPartialWeights, rememberWeightSet, splitLayers, useWeightSets } from './carried-layers.ts'

const head: ChainStep[] = [['Flatten'], ['Dense', { units: 10, activation: 'softmax' }]]
const conv: ChainStep = ['Conv2D', { filters: 4, padding: 'same' }]
const small = drawChain('small', [8, 8, 1], [conv, ...head])
const grown = drawChain('grown', [8, 8, 1], [conv, conv, ['MaxPooling2D'], ...head])
const graph = checkGraph(grown)

describe('layers of a network that has grown', () => {
  it('go on with the weights of their names and shapes; the others are fresh', () => {
    expect(splitLayers(graph, weightShapes(checkGraph(small)))).toEqual({
      carried: ['conv2d-1'],
      // Its rows have become others behind the pooling.
      fresh: ['conv2d-2', 'dense-1'],
    })
    expect(splitLayers(graph, new Map())).toEqual({ carried: [], fresh: ['conv2d-1', 'conv2d-2', 'dense-1'] })
  })

  it('find the newest run that has anything for them', () => {
    const other = drawChain('other', [8, 8, 3], [['Flatten'], ['Dense', { units: 3, activation: 'softmax' }]])
    const runs = [other, small, grown].map((document, place) => ({ runId: `run-${place}`, document }))
    expect(findPartialWeights(graph, runs)?.runId).toBe('run-1')
    expect(findPartialWeights(graph, runs.slice(0, 1))).toBeNull()
  })

  it('are told from the set that was carried', () => {
    const carried = ['conv2d-1/kernel', 'conv2d-1/bias']
    rememberWeightSet(grown, { id: 'a'.repeat(32), carried, fresh: [] })
    const set = useWeightSets.getState().sets['a'.repeat(32)]
    expect([...(set?.keys() ?? [])]).toEqual(carried)
    rememberWeightSet(grown, { id: null, carried: [], fresh: [] })
    expect(Object.keys(useWeightSets.getState().sets)).toEqual(['a'.repeat(32)])
  })
})
