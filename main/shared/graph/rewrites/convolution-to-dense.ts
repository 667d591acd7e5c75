import type { LoomDocument, LoomNode } from '../../document/schema.ts'
import { conv2d } from '../../layers/conv2d.ts'
import { readValues } from '../../layers/parameters.ts'
import type { CheckedGraph, CheckedNode } from '../check-graph.ts'
import { type Ending, findEndings } from './ending.ts'
import { exchangeChain, nodeMaker } from './replace-nodes.ts'
import { isMeant, type Rewrite, type RewritePlan, refuse, type WeightMove } from './rewrite.ts'
import { walkable } from './surroundings.ts'

/** What may stand between the convolutions of an ending whose maps have one place. */
const between = new Set(['Dropout', 'Activation', 'LeakyReLU', 'ELU', 'GaussianNoise', 'BatchNormalization'])

/**
 * The way back from `denseToConvolution`: convolutions that see the whole map at once become Dense layers with the same
 * weights. The network then takes pictures of its own size only.
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
    for (const ending of findEndings(graph, new Set())) {
      const chain = findChain(graph, ending)
      if (!chain.some(({ node }) => isMeant(nodeIds, node.id))) continue
      const [first] = chain
      if (!first) continue
      const drawn = drawDense(plan.document, chain, ending)
      const old = [...chain, ending.collapse].map(({ node }) => node.id)
      const behind = ending.layers[0] ?? ending.output
      const place = { from: first.sources[0] ?? '', old, to: behind.node.id }
      plan.document = exchangeChain(plan.document, place, drawn.layers)
      plan.moves.push(...drawn.moves)
      for (const [newId, oldId] of drawn.replaced) plan.replaced.set(newId, oldId)
    }
    if (plan.moves.length === 0) return refuse('rewrite.noWholeMapConvolution')
    return { ok: true, plan: { ...plan, notes: [{ code: 'rewrite.sizeFixed' }] } }
  },
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
