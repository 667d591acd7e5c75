import type { LoomDocument, LoomNode } from '../../document/schema.ts'
import { conv2d } from '../../layers/conv2d.ts'
import { readValues } from '../../layers/parameters.ts'
import type { Message } from '../../messages/message.ts'
import type { CheckedGraph, CheckedNode } from '../check-graph.ts'
import { drawAverageFirst, findAveragedScores } from './average-before-dense.ts'
import { type Ending, findEndings } from './ending.ts'
import { exchangeChain, nodeMaker } from './replace-nodes.ts'
import { isMeant, type Rewrite, type RewritePlan, refuse, type WeightMove } from './rewrite.ts'
import { walkable } from './surroundings.ts'

/** What may stand between the convolutions of an ending whose maps have one place. */
const between = new Set(['Dropout', 'Activation', 'LeakyReLU', 'ELU', 'GaussianNoise', 'BatchNormalization'])

/**
 * The way back from `denseToConvolution`: convolutions that see the whole map at once become Dense layers with the same
 * weights, and the network takes pictures of its own size only. Scores that are averaged become a Dense behind the average.
 */
export const convolutionToDense: Rewrite = {
  id: 'convolutionToDense',
  apply({ document, graph, nodeIds }) {
    const plan: RewritePlan & { replaced: Map<string, string> } = {
      document,
      moves: [],
      replaced: new Map(),
      notes: [],
    }
    const notes = new Set<Message['code']>()
    for (const ending of findEndings(graph, new Set())) {
      const drawn = rewriteEnding(plan.document, graph, { ending, nodeIds })
      if (!drawn) continue
      plan.document = drawn.document
      plan.moves.push(...drawn.moves)
      for (const [newId, oldId] of drawn.replaced) plan.replaced.set(newId, oldId)
      notes.add(drawn.note)
    }
    if (plan.moves.length === 0) return refuse('rewrite.noWholeMapConvolution')
    return { ok: true, plan: { ...plan, notes: [...notes].map((code) => ({ code })) } }
  },
}

function rewriteEnding(
  document: LoomDocument,
  graph: CheckedGraph,
  { ending, nodeIds }: { ending: Ending; nodeIds: ReadonlySet<string> },
) {
  const isAny = (layers: readonly CheckedNode[]) => layers.some(({ node }) => isMeant(nodeIds, node.id))
  const chain = findChain(graph, ending)
  const [first] = chain
  if (first) {
    if (!isAny(chain)) return null
    const drawn = drawDense(document, chain, ending)
    const old = [...chain, ending.collapse].map(({ node }) => node.id)
    const place = { from: first.sources[0] ?? '', old, to: (ending.layers[0] ?? ending.output).node.id }
    return { ...drawn, document: exchangeChain(document, place, drawn.layers), note: 'rewrite.sizeFixed' as const }
  }
  const found = findAveragedScores(graph, ending)
  if (!found || !isAny([found.conv, found.average])) return null
  const behind = ending.layers[found.activation ? 1 : 0] ?? ending.output
  const drawn = drawAverageFirst(document, found, behind.node.id)
  return { ...drawn, replaced: [drawn.replaced], note: 'rewrite.averageFirst' as const }
}

/** The layers before an ending of one place, from the convolution that sees a whole map on. */
function findChain(graph: CheckedGraph, { collapse }: Ending): CheckedNode[] {
  const around = walkable(graph)
  const chain: CheckedNode[] = []
  let found: CheckedNode[] = []
  const [height, width] = collapse.input
  if (height !== 1 || width !== 1) return found
  let checked = around.previous(collapse)
  while (checked && (between.has(checked.layer.kind) || seesWholeMap(checked))) {
    chain.unshift(checked)
    if (checked.layer.kind === 'Conv2D') found = [...chain]
    checked = around.previous(checked)
  }
  return found
}

function seesWholeMap({ layer, node, input, output }: CheckedNode): boolean {
  if (layer.kind !== 'Conv2D') return false
  const { kernelSize, padding, groups, dilationRate } = readValues(conv2d.parameters, node.parameters).values
  const isWhole = kernelSize.every((side, axis) => side === input[axis] && output[axis] === 1)
  const isPlain = groups === 1 && dilationRate.every((rate, axis) => rate === 1 || kernelSize[axis] === 1)
  return isWhole && isPlain && (padding === 'valid' || kernelSize.every((side) => side === 1))
}

function drawDense(document: LoomDocument, chain: readonly CheckedNode[], { collapse }: Ending) {
  const make = nodeMaker(document)
  const moves: WeightMove[] = []
  const replaced: [string, string][] = []
  const layers = chain.map((checked): LoomNode => {
    if (checked.layer.kind !== 'Conv2D') return checked.node
    const { filters, kernelSize, strides, padding, dilationRate, groups, ...shared } = checked.node.parameters
    const units = checked.output[2] ?? 1
    const node = make('Dense', { units, ...shared }, checked.node)
    for (const { name, shape } of checked.weights) {
      const flat = name === 'kernel' ? [shape.slice(0, 3).reduce((size, side) => size * side, 1), units] : shape
      moves.push({ from: `${checked.node.id}/${name}`, to: `${node.id}/${name}`, shape: flat })
    }
    replaced.push([node.id, checked.node.id])
    return node
  })
  const flatten = collapse.layer.kind === 'Flatten' ? collapse.node : make('Flatten', {}, collapse.node)
  return { layers: [flatten, ...layers], moves, replaced }
}
