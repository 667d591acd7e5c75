import type { BlockOptions, Drawing, Source } from '../draw.ts'
import { normalization, square } from './convolution.ts'

export interface DenseBlockOptions extends BlockOptions {
  name?: string
  /** How many layers, each of which sees the outputs of all before it. */
  layers: number
  /** Channels that each layer adds; its 1×1 convolution has four times as many. */
  growth: number
}

/**
 * Layers of BN, ReLU, 1×1 convolution, BN, ReLU, 3×3 convolution, each joined to what came before it (DenseNet-B). Answers
 * the id of the last Concatenate.
 */
export function addDenseBlock(net: Drawing, from: Source, options: DenseBlockOptions): string {
  const { name = 'Dense block', layers, growth, ...look } = options
  const block = net.block(name, look)
  let joined = from
  for (let layer = 1; layer <= layers; layer += 1) {
    const inner = layers > 1 ? net.block(`${layer}`, { ...look, parent: block }) : block
    const squeezed = addPreActivated(net, joined, { filters: 4 * growth, size: 1, block: inner })
    const grown = addPreActivated(net, squeezed, { filters: growth, size: 3, block: inner })
    joined = net.add('Concatenate', {}, [...[joined].flat(), grown], { block: inner })
  }
  return [joined].flat().at(-1) ?? ''
}

/** BN, ReLU and 1×1 convolution to half of the channels or what is said, then 2×2 average pooling, between two dense blocks. */
export function addTransition(
  net: Drawing,
  from: Source,
  options: BlockOptions & { name?: string; filters: number },
): string {
  const { name = 'Transition', filters, ...look } = options
  const block = net.block(name, look)
  const squeezed = addPreActivated(net, from, { filters, size: 1, block })
  return net.add('AveragePooling2D', {}, squeezed, { block })
}

function addPreActivated(
  net: Drawing,
  from: Source,
  { filters, size, block }: { filters: number; size: number; block: string },
): string {
  const normalized = net.add('BatchNormalization', normalization, from, { block })
  const active = net.add('Activation', { activation: 'relu' }, normalized, { block })
  const parameters = { filters, kernelSize: square(size), padding: 'same', useBias: false }
  return net.add('Conv2D', parameters, active, { block })
}
