import { remove, setParameters } from '../../document/edit.ts'
import type { LoomNode } from '../../document/schema.ts'
import { conv2d } from '../../layers/conv2d.ts'
import { maxPooling2d } from '../../layers/max-pooling2d.ts'
import { readValues } from '../../layers/parameters.ts'
import type { Message } from '../../messages/message.ts'
import { type CheckedNode, checkGraph } from '../check-graph.ts'
import { fitPadding } from './fit-window.ts'
import { findPoolings } from './pooling-to-convolution.ts'
import { type Rewrite, refuse } from './rewrite.ts'
import { type Surroundings, walkable } from './surroundings.ts'

/** Layers that a pooling may be moved across: each place of theirs depends on the same place before. */
const perPlace = new Set([
  'Activation',
  'LeakyReLU',
  'ELU',
  'BatchNormalization',
  'LayerNormalization',
  'LocalResponseNormalization',
  'Dropout',
  'SpatialDropout2D',
  'GaussianNoise',
])

/** Each pooling is dropped and the convolution before it takes its strides: "Strided-CNN" of Striving for Simplicity. */
export const strideIntoConvolution: Rewrite = {
  id: 'strideIntoConvolution',
  apply({ document: before, graph: given, nodeIds }) {
    const poolings = findPoolings(given.nodes, nodeIds)
    if (poolings.length === 0) return refuse('rewrite.noPooling')
    let document = before
    let graph = given
    const left: string[] = []
    for (const { node } of poolings) {
      const around = walkable(graph)
      const pooling = around.find(node.id)
      const found = pooling && findConvolution(around, pooling)
      if (!found) {
        left.push(node.name ?? node.kind)
        continue
      }
      document = remove(setParameters(document, found.conv.node.id, found.parameters), new Set([node.id]))
      graph = checkGraph(document)
    }
    if (left.length === poolings.length) return refuse('rewrite.noConvolutionBefore', { layers: left.join(', ') })
    const notes: Message[] = [{ code: 'rewrite.strideMoved' }]
    if (left.length > 0) notes.push({ code: 'rewrite.poolingsLeft', values: { layers: left.join(', ') } })
    return { ok: true, plan: { document, moves: [], replaced: new Map(), notes } }
  },
}

function findConvolution(
  around: Surroundings,
  pooling: CheckedNode,
): { conv: CheckedNode; parameters: LoomNode['parameters'] } | null {
  const pool = readValues(maxPooling2d.parameters, pooling.node.parameters).values
  if (pool.strides.every((stride) => stride === 1)) return null
  let conv = around.previous(pooling)
  while (conv && perPlace.has(conv.layer.kind)) conv = around.previous(conv)
  if (conv?.layer.kind !== 'Conv2D') return null
  const { kernelSize, strides, padding, dilationRate } = readValues(conv2d.parameters, conv.node.parameters).values
  if (dilationRate.some((rate) => rate > 1)) return null
  const [down, across] = strides
  const moved: [number, number] = [down * pool.strides[0], across * pool.strides[1]]
  const fitting = fitPadding(conv.input, pooling.output, { size: kernelSize, strides: moved })
  return { conv, parameters: { strides: moved, padding: fitting ?? padding } }
}
