import { remove } from '../../document/edit.ts'
import type { LoomDocument } from '../../document/schema.ts'
import type { Message } from '../../messages/message.ts'
import { type CheckedGraph, checkGraph } from '../check-graph.ts'
import { convolutionToDense } from './convolution-to-dense.ts'
import { convolveEnding } from './convolve-ending.ts'
import { append, beginDecoder, type Decoder, type Stage } from './decoder.ts'
import { type Ending, findEndings } from './ending.ts'
import { exchangeChain } from './replace-nodes.ts'
import type { WeightMove } from './rewrite.ts'
import { findStages } from './stages.ts'

/** A classifier that ends with the scores of each place of its last map, and what is needed to go on from there. */
export interface PlaceScores {
  /** Nothing leads to Output yet. */
  decoder: Decoder
  outputId: string
  /** The maps of the trunk, the finest first. */
  stages: Stage[]
  moves: WeightMove[]
  replaced: [newId: string, oldId: string][]
}

type Result = PlaceScores | { reason: Message }

/**
 * Makes the ending of a network with one head score each place of the last map, which keeps its size. `classCount` is how many scores there are to be;
 * null leaves as many as there were, with their weights.
 */
export function scoreEachPlace(document: LoomDocument, graph: CheckedGraph, classCount: number | null): Result {
  const [ending] = findEndings(graph, new Set())
  if (!ending) return { reason: { code: 'rewrite.noHead' } }
  const stages = findStages(graph, ending)
  const coarsest = stages.at(-1)
  if (!coarsest) return { reason: { code: 'rewrite.noStages' } }
  const parts = { document, ending, stages, coarsest, classCount }
  if (ending.layers.some(({ layer }) => layer.kind === 'Dense')) return scoreDense(parts)
  const back = convolutionToDense.apply({ document, graph, nodeIds: new Set() })
  if (!back.ok) return scoreMap(parts)
  // An ending of convolutions that see the whole map leaves one place: as Dense layers it is drawn anew.
  const scored = scoreEachPlace(back.plan.document, checkGraph(back.plan.document), classCount)
  if ('reason' in scored) return scored
  return {
    ...scored,
    moves: scored.moves.map((move) => ({
      ...move,
      from: back.plan.moves.find(({ to }) => to === move.from)?.from ?? move.from,
    })),
    replaced: scored.replaced
      .map(([newId, oldId]): [string, string] => [newId, back.plan.replaced.get(oldId) ?? oldId])
      .filter(([newId, oldId]) => newId !== oldId),
  }
}

interface Parts {
  document: LoomDocument
  ending: Ending
  stages: Stage[]
  coarsest: Stage
  classCount: number | null
}

function scoreDense({ document, ending, stages, coarsest, classCount }: Parts): Result {
  const convolved = convolveEnding(document, ending, { padding: 'same' })
  if ('reason' in convolved) return convolved
  const place = convolved.layers.map(({ kind }) => kind).lastIndexOf('Conv2D')
  const last = convolved.layers[place]
  if (!last) return { reason: { code: 'rewrite.noDense' } }
  const { activation: _probabilities, ...parameters } = last.parameters
  const classes = classCount ?? Number(parameters.filters)
  const layers = [...convolved.layers.slice(0, place), { ...last, parameters: { ...parameters, filters: classes } }]
  const old = [ending.collapse, ...ending.layers].map(({ node }) => node.id)
  const outputId = ending.output.node.id
  const drawn = exchangeChain(document, { from: ending.map.node.id, old, to: outputId }, layers)
  const keepsScores = classes === parameters.filters
  return {
    decoder: beginDecoder(withoutLineTo(drawn, outputId), { ...coarsest, id: last.id }, classes),
    outputId,
    stages,
    moves: convolved.moves.filter(({ to }) => keepsScores || !to.startsWith(`${last.id}/`)),
    replaced: convolved.replaced,
  }
}

/** The last map has a channel for each class already; another number of classes is scored from it. */
function scoreMap({ document, ending, stages, coarsest, classCount }: Parts): Result {
  const outputId = ending.output.node.id
  const removed = remove(document, new Set([ending.collapse, ...ending.layers].map(({ node }) => node.id)))
  const channels = ending.map.output[2] ?? 1
  const scores = { ...coarsest, id: ending.map.node.id }
  const decoder = beginDecoder(withoutLineTo(removed, outputId), scores, classCount ?? channels)
  const isSame = decoder.classes === channels
  return {
    decoder: isSame ? decoder : append(decoder, 'Conv2D', { filters: decoder.classes, kernelSize: [1, 1] }),
    outputId,
    stages,
    moves: [],
    replaced: [],
  }
}

function withoutLineTo(document: LoomDocument, id: string): LoomDocument {
  return { ...document, edges: document.edges.filter(({ target }) => target !== id) }
}
