import type { BlockOptions, Drawing, Source } from '../draw.ts'
import { addConvolution, addNormalizedConvolution, square } from './convolution.ts'

/** Filters of each branch, as in table 1 of "Going deeper with convolutions". */
export interface InceptionFilters {
  one: number
  threeReduce: number
  three: number
  fiveReduce: number
  five: number
  pool: number
}

export interface InceptionOptions extends BlockOptions {
  name?: string
  filters: InceptionFilters
  /** Batch normalisation behind each convolution, and 3×3 where the paper has 5×5, as in torchvision. */
  isNormalized?: boolean
}

/** Four branches side by side, joined along the channels: 1×1, 3×3, 5×5 and pooling. Answers the id of the Concatenate. */
export function addInception(net: Drawing, from: Source, options: InceptionOptions): string {
  const { name = 'Inception', filters, isNormalized = false, ...look } = options
  const block = net.block(name, look)
  const convolve = isNormalized ? addNormalizedConvolution : addConvolution
  const conv = (before: Source, size: number, count: number) => convolve(net, before, { filters: count, size, block })
  const pool = () =>
    net.add('MaxPooling2D', { poolSize: square(3), strides: square(1), padding: 'same' }, from, { block })
  const branches = [
    conv(from, 1, filters.one),
    conv(conv(from, 1, filters.threeReduce), 3, filters.three),
    conv(conv(from, 1, filters.fiveReduce), isNormalized ? 3 : 5, filters.five),
    conv(pool(), 1, filters.pool),
  ]
  return net.add('Concatenate', {}, branches, { block })
}
