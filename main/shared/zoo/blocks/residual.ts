import type { BlockOptions, Drawing, Source } from '../draw.ts'
import { addNormalizedConvolution } from './convolution.ts'

export interface ResidualOptions extends BlockOptions {
  name?: string
  /** Of the inner convolutions; a bottleneck gives four times as many. */
  filters: number
  stride?: number
  /** Whether a 1×1 convolution brings the input to the shape of the output; else the input is added as it is. */
  isProjected?: boolean
}

/** Two 3×3 convolutions around which the input goes (ResNet-18 and 34). Answers the id of the last activation. */
export function addBasicResidual(net: Drawing, from: Source, options: ResidualOptions): string {
  const { filters, stride = 1 } = options
  return addResidual(net, from, { ...options, name: options.name ?? 'Residual', outFilters: filters }, (block) => {
    const first = addNormalizedConvolution(net, from, { filters, size: 3, stride, block })
    return addNormalizedConvolution(net, first, { filters, size: 3, activation: 'linear', block })
  })
}

/** 1×1, 3×3 and 1×1 convolutions around which the input goes (ResNet-50 up); the stride is in the 3×3, as in torchvision. */
export function addBottleneckResidual(net: Drawing, from: Source, options: ResidualOptions): string {
  const { filters, stride = 1 } = options
  const outFilters = 4 * filters
  return addResidual(net, from, { ...options, name: options.name ?? 'Bottleneck', outFilters }, (block) => {
    const narrow = addNormalizedConvolution(net, from, { filters, size: 1, block })
    const wide = addNormalizedConvolution(net, narrow, { filters, size: 3, stride, block })
    return addNormalizedConvolution(net, wide, { filters: outFilters, size: 1, activation: 'linear', block })
  })
}

function addResidual(
  net: Drawing,
  from: Source,
  options: ResidualOptions & { name: string; outFilters: number },
  addBody: (block: string) => string,
): string {
  const { name, outFilters, filters: _, stride = 1, isProjected = false, ...look } = options
  const block = net.block(name, look)
  const body = addBody(block)
  const shortcut: Source = isProjected
    ? addNormalizedConvolution(net, from, { filters: outFilters, size: 1, stride, activation: 'linear', block })
    : from
  const sum = net.add('Add', {}, [body, ...[shortcut].flat()], { block })
  return net.add('Activation', { activation: 'relu' }, sum, { block })
}
