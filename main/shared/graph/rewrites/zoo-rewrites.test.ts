import { describe, expect, it } from 'vitest'
import type { LoomDocument } from '../../document/schema.ts'
import { elementCount } from '../../layers/shape.ts'
import { zoo } from '../../zoo/zoo.ts'
import { type CheckedGraph, checkGraph } from '../check-graph.ts'
import { rewrites } from './registry.ts'
import type { RewritePlan } from './rewrite.ts'
import { traceWeights, weightShapes } from './trace-weights.ts'

function attempt(id: string, document: LoomDocument): RewritePlan | null {
  const rewrite = rewrites.find((each) => each.id === id)
  const result = rewrite?.apply({ document, graph: checkGraph(document), nodeIds: new Set() })
  return result?.ok ? result.plan : null
}

/** Rewrites that neither add nor lose a parameter. */
const keeping = ['denseToConvolution', 'convolutionToDense', 'strideOutOfConvolution']
const changing = ['poolingToConvolution', 'poolingToConvolution3', 'strideIntoConvolution', 'denseToGlobalPooling']

const countsOf = (graph: CheckedGraph) => [...weightShapes(graph).values()].map(elementCount).sort((a, b) => a - b)

describe('rewrites of the zoo', () => {
  const networks = zoo.map((network) => [network.id, network] as const)

  it.each(networks)('%s stays without problems, whatever is rewritten', (_id, network) => {
    const document = network.build()
    const { totals } = checkGraph(document)
    for (const id of [...keeping, ...changing]) {
      const plan = attempt(id, document)
      if (!plan) continue
      const graph = checkGraph(plan.document)
      // Networks for CIFAR-10 have the digits until photos are chosen, which should not be mirrored as those are.
      expect(
        graph.diagnostics.filter(({ code }) => code !== 'graph.augmentGlyphs'),
        id,
      ).toEqual([])
      if (keeping.includes(id)) expect(graph.totals.parameters, id).toBe(totals.parameters)
    }
  })

  it('reaches a good part of it by each rewrite', () => {
    for (const id of [...keeping, ...changing]) {
      const reached = zoo.filter((network) => attempt(id, network.build()) !== null).length
      expect(reached, id).toBeGreaterThanOrEqual(id === 'convolutionToDense' ? 4 : 15)
    }
  })

  it.each(networks)('%s comes back from convolutions with every weight', (_id, network) => {
    const document = network.build()
    const there = attempt('denseToConvolution', document)
    const back = there && attempt('convolutionToDense', there.document)
    if (!there || !back) return
    const [first, between, last] = [document, there.document, back.document].map((each) => checkGraph(each))
    if (!first || !between || !last) throw new Error('three networks were checked')
    expect(countsOf(last)).toEqual(countsOf(first))
    const carried = traceWeights(between, weightShapes(first), there.moves)
    const returned = traceWeights(last, weightShapes(between), back.moves)
    expect([...carried, ...returned].filter(({ from }) => from === null)).toEqual([])
  })
})
