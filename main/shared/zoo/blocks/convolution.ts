import type { LoomNode } from '../../document/schema.ts'
import type { AddOptions, Drawing, Source } from '../draw.ts'

/** A convolution of odd size that keeps the size of the map, or divides it by the stride. */
export interface ConvolutionOptions extends AddOptions {
  filters: number
  /** One side of the square kernel. */
  size: number
  stride?: number
}

export function square(side: number): [number, number] {
  return [side, side]
}

/** Conv2D and its activation in one layer. */
export function addConvolution(net: Drawing, from: Source, options: ConvolutionOptions): string {
  const parameters = { ...windowOf(options), activation: 'relu' }
  return net.add('Conv2D', parameters, from, options)
}

export interface NormalizedOptions extends ConvolutionOptions {
  activation?: 'relu' | 'linear'
}

/** Conv2D without bias, BatchNormalization, and ReLU unless the activation is linear. */
export function addNormalizedConvolution(net: Drawing, from: Source, options: NormalizedOptions): string {
  const { activation = 'relu', block } = options
  const convolved = net.add('Conv2D', { ...windowOf(options), useBias: false }, from, options)
  const normalized = net.add('BatchNormalization', normalization, convolved, { block })
  return activation === 'relu' ? net.add('Activation', { activation }, normalized, { block }) : normalized
}

/** As in torchvision. */
export const normalization: LoomNode['parameters'] = { momentum: 0.9, epsilon: 1e-5 }

function windowOf({ filters, size, stride = 1 }: ConvolutionOptions): LoomNode['parameters'] {
  return { filters, kernelSize: square(size), padding: 'same', ...(stride === 1 ? {} : { strides: square(stride) }) }
}
