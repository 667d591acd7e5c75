import type { LoomDocument } from '../document/schema.ts'
import { formatShape } from '../layers/shape.ts'
import type { Message } from '../messages/message.ts'
import { type CheckedGraph, type CheckedNode, checkGraph } from './check-graph.ts'
import { receptiveFields } from './receptive-field.ts'
import { resizeInput } from './resize-input.ts'

/** A network made ready for a larger picture, and the layer whose map has the scores of its places. */
export interface ScoredPlaces {
  graph: CheckedGraph
  map: CheckedNode
  /** Whether a softmax over each place still has to follow. */
  needsSoftmax: boolean
  /** The pixel in the middle of what the first place sees, down and across. */
  origin: [number, number]
  /** Pixels from one place to the next. */
  step: [number, number]
}

/** These stand between a map and Output without making the scores of a place other ones. */
const transparent = new Set(['Flatten', 'GlobalAveragePooling2D', 'Dropout', 'Activation'])

/**
 * Makes the network take pictures of another size; auxiliary outputs are left out. Answers why not, where a layer is bound
 * to the size that it has.
 */
export function scorePlaces(
  document: LoomDocument,
  size: { height: number; width: number },
): ScoredPlaces | { reason: Message } {
  const before = checkGraph(document)
  const input = before.nodes.find(({ node }) => node.id === before.ends.inputId)
  const found = findMap(before)
  if (!input || !found) return { reason: { code: 'graph.noOutput' } }
  if ('binding' in found) return refuse(found.binding)
  const enlarged = resizeInput(document, size, before)
  const graph = checkGraph({ ...enlarged, training: { ...enlarged.training, batchSize: 1 } })
  const error = graph.diagnostics.find(({ severity }) => severity === 'error')
  if (error) return { reason: { code: error.code, ...(error.values ? { values: error.values } : {}) } }
  const map = graph.nodes.find(({ node }) => node.id === found.map.node.id)
  const bound = graph.nodes.find((checked) => !hasSameWeights(checked, before))
  if (!map || bound) return refuse(bound ?? found.map)
  const fields = receptiveFields(before).get(map.node.id)
  const step = [fields?.height.jump ?? 1, fields?.width.jump ?? 1] as const
  // At the network's own size its places lie evenly around the middle of the picture.
  const middle = (axis: 0 | 1) => (input.output[axis] ?? 1) / 2 - (((found.map.output[axis] ?? 1) - 1) / 2) * step[axis]
  return { graph, map, needsSoftmax: found.needsSoftmax, origin: [middle(0), middle(1)], step: [...step] }
}

function refuse({ node }: CheckedNode): { reason: Message } {
  return { reason: { code: 'scores.notConvolutional', values: { layer: node.name ?? node.kind } } }
}

function findMap(graph: CheckedGraph): { map: CheckedNode; needsSoftmax: boolean } | { binding: CheckedNode } | null {
  const byId = new Map(graph.nodes.map((checked) => [checked.node.id, checked]))
  let checked = byId.get(byId.get(graph.ends.outputId ?? '')?.sources[0] ?? '')
  let needsSoftmax = false
  while (checked && checked.output.length !== 3) {
    if (!transparent.has(checked.layer.kind)) return { binding: checked }
    needsSoftmax ||= checked.values.activation === 'softmax'
    checked = byId.get(checked.sources[0] ?? '')
  }
  return checked ? { map: checked, needsSoftmax } : null
}

function hasSameWeights(checked: CheckedNode, before: CheckedGraph): boolean {
  const shapes = (each: CheckedNode | undefined) => each?.weights.map(({ shape }) => formatShape(shape)).join()
  return shapes(checked) === shapes(before.nodes.find(({ node }) => node.id === checked.node.id))
}
