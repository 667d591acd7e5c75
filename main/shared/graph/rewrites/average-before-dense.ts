import type { LoomDocument, LoomNode } from '../../document/schema.ts'
import { conv2d } from '../../layers/conv2d.ts'
import { readValues } from '../../layers/parameters.ts'
import type { CheckedGraph, CheckedNode } from '../check-graph.ts'
import type { Ending } from './ending.ts'
import { exchangeChain, nodeMaker } from './replace-nodes.ts'
import type { WeightMove } from './rewrite.ts'
import { walkable } from './surroundings.ts'

/** Scores of each place that are averaged right away: the layers that a Dense behind the average does the same as. */
export interface AveragedScores {
  conv: CheckedNode
  average: CheckedNode
  /** Behind the average; the Dense takes it over. */
  activation: CheckedNode | null
}

/** Only what is linear may change places with an average; null where the ending has no such convolution. */
export function findAveragedScores(graph: CheckedGraph, { collapse, layers }: Ending): AveragedScores | null {
  const conv = walkable(graph).previous(collapse)
  if (collapse.layer.kind !== 'GlobalAveragePooling2D' || conv?.layer.kind !== 'Conv2D') return null
  const { kernelSize, strides, groups, activation } = readValues(conv2d.parameters, conv.node.parameters).values
  const isPerPlace = [...kernelSize, ...strides, groups].every((value) => value === 1)
  if (!isPerPlace || activation !== 'linear') return null
  const [behind] = layers
  return { conv, average: collapse, activation: behind?.layer.kind === 'Activation' ? behind : null }
}

/** The average first, then a Dense with the weights of the convolution: the score of the mean is the mean of the scores. */
export function drawAverageFirst(
  document: LoomDocument,
  { conv, average, activation }: AveragedScores,
  to: string,
): { document: LoomDocument; moves: WeightMove[]; replaced: [newId: string, oldId: string] } {
  const { filters, kernelSize, strides, padding, dilationRate, groups, ...shared } = conv.node.parameters
  const units = conv.output[2] ?? 1
  const end: LoomNode['parameters'] = activation ? { activation: String(activation.values.activation) } : {}
  const node = nodeMaker(document)('Dense', { units, ...shared, ...end }, conv.node)
  const old = [conv, average, ...(activation ? [activation] : [])].map((checked) => checked.node.id)
  const moves = conv.weights.map(({ name, shape }) => ({
    from: `${conv.node.id}/${name}`,
    to: `${node.id}/${name}`,
    shape: name === 'kernel' ? shape.slice(2) : shape,
  }))
  const place = { from: conv.sources[0] ?? '', old, to }
  return {
    document: exchangeChain(document, place, [average.node, node]),
    moves,
    replaced: [node.id, conv.node.id],
  }
}
