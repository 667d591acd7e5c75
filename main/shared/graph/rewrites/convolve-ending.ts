import type { LoomDocument, LoomNode } from '../../document/schema.ts'
import { dense } from '../../layers/dense.ts'
import type { Padding } from '../../layers/lowering.ts'
import { readValues } from '../../layers/parameters.ts'
import type { Message } from '../../messages/message.ts'
import type { CheckedNode } from '../check-graph.ts'
import type { Ending } from './ending.ts'
import { nodeMaker } from './replace-nodes.ts'
import type { WeightMove } from './rewrite.ts'
import { nameOf } from './surroundings.ts'

/** An ending's Dense layers as convolutions, with what stands between them. */
export interface ConvolvedEnding {
  layers: LoomNode[]
  moves: WeightMove[]
  replaced: [newId: string, oldId: string][]
}

/** These do the same to a map as to a row, before the first Dense as well. */
const byValue = new Set(['Dropout', 'LeakyReLU', 'ELU', 'GaussianNoise', 'Activation'])
/** These have a weight or a sum per unit: behind a Dense only, where a unit is a channel. */
const byUnit = new Set(['BatchNormalization', 'LayerNormalization', 'PReLU'])

/**
 * The first Dense becomes a convolution as large as the map, the others 1×1 ones. Dense's kernel `[h·w·c, units]` is
 * that of the convolution, `[h, w, c, units]`, number by number: Flatten goes through a map row by row, channels
 * innermost, as kernels do. Answers why not where a layer between them allows none of this.
 */
export function convolveEnding(
  document: LoomDocument,
  { collapse, layers }: Ending,
  { padding }: { padding: Padding },
): ConvolvedEnding | { reason: Message } {
  if (!layers.some(({ layer }) => layer.kind === 'Dense')) return { reason: { code: 'rewrite.noDense' } }
  const make = nodeMaker(document)
  const result: ConvolvedEnding = { layers: [], moves: [], replaced: [] }
  const take = (old: CheckedNode, kind: string, parameters: LoomNode['parameters']) => {
    const node = make(kind, parameters, old.node)
    result.layers.push(node)
    result.replaced.push([node.id, old.node.id])
    return node
  }
  let map = collapse.layer.kind === 'Flatten' ? collapse.input : [1, 1, collapse.output[0] ?? 1]
  let isBehindDense = false
  for (const checked of layers) {
    const { kind } = checked.layer
    const { id, parameters } = checked.node
    if (kind === 'Flatten') continue
    if (kind === 'Dense') {
      const [height = 1, width = 1, channels = 1] = map
      const { units, ...shared } = readValues(dense.parameters, parameters).values
      const size = { kernelSize: [height, width], ...(height * width > 1 ? { padding: padding as string } : {}) }
      const node = take(checked, 'Conv2D', { filters: units, ...size, ...differing(shared) })
      result.moves.push({ from: `${id}/kernel`, to: `${node.id}/kernel`, shape: [height, width, channels, units] })
      if (shared.useBias) result.moves.push({ from: `${id}/bias`, to: `${node.id}/bias`, shape: [units] })
      map = [1, 1, units]
      isBehindDense = true
    } else if (kind === 'PReLU' && isBehindDense) {
      const node = take(checked, 'PReLU', { ...parameters, sharedAxes: [1, 2] })
      result.moves.push({ from: `${id}/alpha`, to: `${node.id}/alpha`, shape: [1, 1, map[2] ?? 1] })
    } else if (isSafe(checked, isBehindDense)) {
      result.layers.push(checked.node)
    } else {
      return { reason: { code: 'rewrite.headLayer', values: { layer: nameOf(checked) } } }
    }
  }
  return result
}

/** A softmax over a whole row is one over channels only behind a Dense. */
function isSafe({ layer, values }: CheckedNode, isBehindDense: boolean): boolean {
  if (isBehindDense) return byValue.has(layer.kind) || byUnit.has(layer.kind)
  return byValue.has(layer.kind) && values.activation !== 'softmax'
}

/** What is not as Keras has it; the rest need not be written. */
function differing(values: Record<string, unknown>): LoomNode['parameters'] {
  const changed = Object.entries(values).filter(([name, value]) => value !== initial[name])
  return Object.fromEntries(changed) as LoomNode['parameters']
}

const initial: Record<string, unknown> = readValues(dense.parameters, {}).values
