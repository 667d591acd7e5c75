import type { BlockOptions, Drawing, Source } from '../draw.ts'
import { addConvolution } from './convolution.ts'

export interface VggBlockOptions extends BlockOptions {
  name?: string
  /** How many convolutions. */
  convolutions: number
  filters: number
  /** Side of the last convolution's kernel: 1 in VGG-C. */
  lastSize?: number
  /** Of the pooling. */
  padding?: 'valid' | 'same'
}

/** 3×3 convolutions with ReLU, then 2×2 max pooling. Answers the id of the pooling. */
export function addVggBlock(net: Drawing, from: Source, options: VggBlockOptions): string {
  const { name = 'VGG', convolutions, filters, lastSize = 3, padding = 'valid', ...look } = options
  const block = net.block(name, look)
  let last = from
  for (let index = 1; index <= convolutions; index += 1) {
    last = addConvolution(net, last, { filters, size: index === convolutions ? lastSize : 3, block })
  }
  return net.add('MaxPooling2D', padding === 'valid' ? {} : { padding }, last, { block })
}
