import type { LoomDocument, LoomNode } from '../../document/schema.ts'
import { dense } from '../../layers/dense.ts'
import { readValues } from '../../layers/parameters.ts'
import { type Ending, findEndings } from './ending.ts'
import { exchangeChain, nodeMaker } from './replace-nodes.ts'
import { type Rewrite, refuse } from './rewrite.ts'

/**
 * Flatten and all Dense layers give way to one 1×1 convolution with a map for each class and the mean over each map: the
 * ending of Network in Network (Lin et al., 2013) and of All-CNN.
 */
export const denseToGlobalPooling: Rewrite = {
  id: 'denseToGlobalPooling',
  apply({ document: before, graph, nodeIds }) {
    const endings = findEndings(graph, nodeIds).filter(
      ({ collapse, layers }) => collapse.layer.kind === 'Flatten' && layers.some(({ layer }) => layer.kind === 'Dense'),
    )
    if (endings.length === 0) return refuse('rewrite.noHead')
    let document = before
    const replaced = new Map<string, string>()
    for (const ending of endings) {
      const { chain, conv, last } = drawEnding(document, ending)
      const old = [ending.collapse, ...ending.layers].map(({ node }) => node.id)
      document = exchangeChain(document, { from: ending.map.node.id, old, to: ending.output.node.id }, chain)
      replaced.set(conv, last)
    }
    return { ok: true, plan: { document, moves: [], replaced, notes: [{ code: 'rewrite.headFresh' }] } }
  },
}

function drawEnding(document: LoomDocument, { layers }: Ending): { chain: LoomNode[]; conv: string; last: string } {
  const make = nodeMaker(document)
  const place = layers.map(({ layer }) => layer.kind).lastIndexOf('Dense')
  const last = layers[place]?.node
  const { units, activation } = readValues(dense.parameters, last?.parameters ?? {}).values
  const conv = make('Conv2D', { filters: units, kernelSize: [1, 1] }, last)
  const pool = make('GlobalAveragePooling2D', {})
  const end = activation === 'linear' ? [] : [make('Activation', { activation })]
  const behind = layers.slice(place + 1).map(({ node }) => node)
  return { chain: [conv, pool, ...end, ...behind], conv: conv.id, last: last?.id ?? '' }
}
