import { connect, remove, updateNode } from '../../document/edit.ts'
import type { LoomDocument } from '../../document/schema.ts'
import type { Message } from '../../messages/message.ts'
import { type CheckedGraph, checkGraph } from '../check-graph.ts'
import { receptiveFields } from '../receptive-field.ts'
import { convolutionToDense } from './convolution-to-dense.ts'
import { type ConvolvedEnding, convolveEnding } from './convolve-ending.ts'
import { addSkip, append, beginDecoder, nextPosition, type Stage, upsampleTo } from './decoder.ts'
import { type Ending, findEndings } from './ending.ts'
import { exchangeChain } from './replace-nodes.ts'
import { type Rewrite, refuse, type WeightMove } from './rewrite.ts'
import { walkable } from './surroundings.ts'

/**
 * A classifier becomes a network that names the class of each pixel: Long, Shelhamer and Darrell, Fully Convolutional
 * Networks (2015). The ending scores each place of the last map; transposed convolutions bring the scores to the size of the
 * picture, and on the way `skips` finer maps of the trunk add theirs. On VGG-16 these are FCN-32s, FCN-16s and FCN-8s.
 */
export function segmentation(id: string, skips: number): Rewrite {
  return {
    id,
    apply({ document, graph }) {
      const scored = scorePlaces(document, graph)
      if ('reason' in scored) return { ok: false, reason: scored.reason }
      const { stages, classes } = scored
      const [coarsest, ...finer] = [...stages].reverse()
      const input = graph.nodes.find(({ node }) => node.id === graph.ends.inputId)
      if (!coarsest || !input) return refuse('rewrite.noStages')
      if (skips > finer.length) return refuse('rewrite.fewStages', { stages: stages.length, skips })
      const start = beginDecoder(scored.document, { ...coarsest, id: scored.lastId }, classes)
      const joined = finer.slice(0, skips).reduce(addSkip, start)
      const whole = upsampleTo(joined, { shape: input.output, strides: [1, 1] })
      const decoder = append(whole, 'Activation', { activation: 'softmax' })
      const { outputId } = scored
      const moved = updateNode(decoder.document, outputId, (node) => ({ ...node, position: nextPosition(decoder) }))
      const values = { stride: [...new Set(joined.scores.strides)].join('×'), classes }
      return {
        ok: true,
        plan: {
          document: connect(moved, decoder.scores.id, outputId),
          moves: scored.moves,
          replaced: new Map(scored.replaced),
          notes: [
            { code: 'rewrite.segmentationName', values },
            { code: 'rewrite.segmentationData', values },
          ],
        },
      }
    },
  }
}

interface ScoredPlaces {
  /** Ends with the scores: without what made numbers of the map, and without Output's line. */
  document: LoomDocument
  /** The layer that gives the scores. */
  lastId: string
  outputId: string
  classes: number
  stages: Stage[]
  moves: WeightMove[]
  replaced: [newId: string, oldId: string][]
}

/** Makes the ending score each place of the last map, which keeps its size. */
function scorePlaces(document: LoomDocument, graph: CheckedGraph): ScoredPlaces | { reason: Message } {
  const [ending, ...others] = findEndings(graph, new Set())
  if (!ending) return { reason: { code: 'rewrite.noHead' } }
  if (others.length > 0) return { reason: { code: 'rewrite.manyHeads' } }
  if (ending.layers.some(({ layer }) => layer.kind === 'Dense')) return scoreDense(document, graph, ending)
  const back = convolutionToDense.apply({ document, graph, nodeIds: new Set() })
  if (!back.ok) return dropEnding(document, graph, ending)
  // An ending of convolutions that see the whole map leaves one place: as Dense layers it is drawn anew.
  const scored = scorePlaces(back.plan.document, checkGraph(back.plan.document))
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

function scoreDense(document: LoomDocument, graph: CheckedGraph, ending: Ending): ScoredPlaces | { reason: Message } {
  const convolved = convolveEnding(document, ending, { padding: 'same' })
  if ('reason' in convolved) return convolved
  const place = convolved.layers.map(({ kind }) => kind).lastIndexOf('Conv2D')
  const layers = convolved.layers.slice(0, place + 1).map((node, index) => {
    if (index !== place) return node
    const { activation: _probabilities, ...scores } = node.parameters
    return { ...node, parameters: scores }
  })
  const last = layers.at(-1)
  const old = [ending.collapse, ...ending.layers].map(({ node }) => node.id)
  const outputId = ending.output.node.id
  const drawn = exchangeChain(document, { from: ending.map.node.id, old, to: outputId }, layers)
  return {
    ...keepMoves(convolved),
    document: { ...drawn, edges: drawn.edges.filter(({ target }) => target !== outputId) },
    lastId: last?.id ?? '',
    outputId,
    classes: Number(last?.parameters.filters),
    stages: findStages(graph, ending),
  }
}

function keepMoves({ moves, replaced }: ConvolvedEnding) {
  return { moves, replaced }
}

/** The last map has a channel for each class already. */
function dropEnding(document: LoomDocument, graph: CheckedGraph, ending: Ending): ScoredPlaces {
  const outputId = ending.output.node.id
  const removed = remove(document, new Set([ending.collapse, ...ending.layers].map(({ node }) => node.id)))
  return {
    document: { ...removed, edges: removed.edges.filter(({ target }) => target !== outputId) },
    lastId: ending.map.node.id,
    outputId,
    classes: ending.map.output[2] ?? 1,
    stages: findStages(graph, ending),
    moves: [],
    replaced: [],
  }
}

/**
 * The maps of the trunk, each coarser than the one before, on the way from Input to the ending. A stage gives its pooling's
 * map, as in the paper; one that ends with a strided convolution, the last map of that size.
 */
function findStages(graph: CheckedGraph, ending: Ending): Stage[] {
  const around = walkable(graph)
  const fields = receptiveFields(graph)
  const way: Stage[] = []
  for (let checked = around.find(ending.map.node.id); checked; checked = around.find(checked.sources[0])) {
    const field = fields.get(checked.node.id)
    way.unshift({
      id: checked.node.id,
      shape: checked.output,
      strides: [field?.height.jump ?? 1, field?.width.jump ?? 1],
    })
  }
  const stages: Stage[] = []
  for (const [place, stage] of way.entries()) {
    const [before, last] = [way[place - 1], stages.at(-1)]
    if (before && stage.strides[0] * stage.strides[1] > before.strides[0] * before.strides[1]) stages.push(stage)
    else if (last && (place === way.length - 1 || !isPooling(graph, last.id))) stages[stages.length - 1] = stage
  }
  return stages
}

function isPooling(graph: CheckedGraph, id: string): boolean {
  return graph.nodes.find(({ node }) => node.id === id)?.layer.group === 'pooling'
}
