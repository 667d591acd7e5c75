import type { LoomDocument, LoomNode } from '../../document/schema.ts'
import { activation as activationLayer } from '../../layers/activation.ts'
import { formatShape } from '../../layers/shape.ts'
import type { Message } from '../../messages/message.ts'
import type { CheckedGraph } from '../check-graph.ts'
import { type ConvolvedEnding, convolveEnding } from './convolve-ending.ts'
import { type Ending, findEndings } from './ending.ts'
import { exchangeChain, nodeMaker } from './replace-nodes.ts'
import { type Rewrite, type RewritePlan, refuse } from './rewrite.ts'
import { describeSliding } from './sliding.ts'
import { nameOf } from './surroundings.ts'

/**
 * Dense layers behind the last map become convolutions with the same weights: at its own size the network gives what it
 * gave, on a larger picture a map of scores. Flatten goes to the end, where one place is left. Behind a global average, a
 * single Dense goes before it: the mean of sums is the sum of means.
 */
export const denseToConvolution: Rewrite = {
  id: 'denseToConvolution',
  apply({ document, graph, nodeIds }) {
    const endings = findEndings(graph, nodeIds)
    let reason: Message = { code: 'rewrite.noHead' }
    const plan: RewritePlan & { replaced: Map<string, string> } = {
      document,
      moves: [],
      replaced: new Map(),
      notes: [],
    }
    for (const ending of endings) {
      const done = convert(plan.document, ending)
      if ('reason' in done) {
        reason = done.reason
        continue
      }
      plan.document = done.document
      plan.moves.push(...done.moves)
      for (const [to, from] of done.replaced) plan.replaced.set(to, from)
      plan.notes.push(explain(graph, ending))
    }
    return plan.moves.length > 0 ? { ok: true, plan } : refuse(reason.code, reason.values)
  },
}

type Converted = Pick<ConvolvedEnding, 'moves' | 'replaced'> & { document: LoomDocument }

function convert(document: LoomDocument, ending: Ending): Converted | { reason: Message } {
  const { map, collapse, layers, output } = ending
  const convolved = convolveEnding(document, ending, { padding: 'valid' })
  if ('reason' in convolved) return convolved
  const chain =
    collapse.layer.kind === 'Flatten'
      ? [...convolved.layers, collapse.node]
      : averageBehind(document, convolved.layers, ending)
  if (!chain) return { reason: { code: 'rewrite.averagedHead' } }
  const old = [collapse, ...layers].map(({ node }) => node.id)
  const place = { from: map.node.id, old, to: output.node.id }
  return { ...convolved, document: exchangeChain(document, place, chain) }
}

/** Only what is linear may change places with an average: one convolution, and its activation after it. */
function averageBehind(document: LoomDocument, layers: LoomNode[], { collapse }: Ending): LoomNode[] | null {
  const place = layers.findIndex(({ kind }) => kind === 'Conv2D')
  const conv = layers[place]
  const [before, after] = [layers.slice(0, place), layers.slice(place + 1)]
  const isLinear = before.every(({ kind }) => kind === 'Dropout') && after.every(({ kind }) => kind === 'Activation')
  if (!conv || !isLinear || collapse.layer.kind !== 'GlobalAveragePooling2D') return null
  const { activation = 'linear', ...parameters } = conv.parameters
  const tail = activation === 'linear' ? [] : [nodeMaker(document)(activationLayer.kind, { activation })]
  return [...before, { ...conv, parameters }, collapse.node, ...tail, ...after]
}

/** What people may expect of larger pictures. */
function explain(graph: CheckedGraph, { map, collapse }: Ending): Message {
  const { strides, padding, global } = describeSliding(graph, map.node.id)
  const input = graph.nodes.find(({ node }) => node.id === graph.ends.inputId)
  const values = { size: formatShape(input?.output.slice(0, 2) ?? []), stride: formatShape(strides) }
  if (collapse.layer.kind !== 'Flatten') return { code: 'rewrite.scoresAveraged', values }
  const names = (layers: typeof padding) => [...new Set(layers.map(nameOf))].join(', ')
  if (global.length > 0) return { code: 'rewrite.scoresGlobal', values: { ...values, layers: names(global) } }
  if (padding.length === 0) return { code: 'rewrite.scoresExact', values }
  return { code: 'rewrite.scoresBordered', values: { ...values, layers: names(padding) } }
}
