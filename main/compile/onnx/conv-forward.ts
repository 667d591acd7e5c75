import type { IrValue } from '../ir.ts'
import { onnxPads } from './forward.ts'
import type { Name } from './onnx-graph.ts'
import { blockedDomain, type Picture, paddedChannels } from './picture.ts'
import { inputOf, inputShape, type StepBuilder, weightOf } from './step-builder.ts'

type Conv = IrValue<'conv2d'>

/** A convolution with its bias, blocked where the runtime can. */
export function convolve(builder: StepBuilder, value: Conv): Picture {
  const { graph, pictures } = builder
  const { size, strides } = value.attributes
  const window = { kernel_shape: size, strides, pads: onnxPads(builder, value) }
  const kernel = weightOf(builder, value, 1) ?? ''
  const bias = weightOf(builder, value, 2)
  const x = inputOf(builder, value)
  if (pictures.blockSize === 0) {
    const turned = graph.add('Transpose', [kernel], { perm: [0, 3, 1, 2] })
    const inputs = [pictures.read(x, 'nchw'), turned, ...(bias === undefined ? [] : [bias])]
    return { shape: value.shape, forms: { nchw: graph.add('Conv', inputs, window) } }
  }
  const filters = value.shape[2] ?? 0
  const channels = inputShape(builder, value)[2] ?? 0
  // Few channels are read as they lie; the blocks begin behind the first convolution.
  const isNarrow = channels < pictures.blockSize
  const blocks = isNarrow ? blockNarrowKernel(builder, kernel, value) : blockKernel(builder, kernel, value)
  const missing = paddedChannels(filters, pictures.blockSize) - filters
  const wholeBias = bias !== undefined && missing > 0 ? graph.add('Pad', [bias, graph.int64s([0, missing])]) : bias
  const inputs = [
    pictures.read(x, isNarrow ? 'nchw' : 'blocked'),
    blocks,
    ...(wholeBias === undefined ? [] : [wholeBias]),
  ]
  return { shape: value.shape, forms: { blocked: graph.add('Conv', inputs, window, blockedDomain) } }
}

/** `[out, height, width, in]` → `[out/b, in/b, height, width, b(in), b(out)]`, filled up with zeros. */
function blockKernel(builder: StepBuilder, kernel: Name, value: Conv): Name {
  const { graph } = builder
  const { split, filters, channels, size } = splitKernel(builder, kernel, value)
  const turned = graph.add('Transpose', [split], { perm: [0, 4, 2, 3, 5, 1] })
  return graph.add('Reshape', [turned, graph.int64s([filters, channels, ...size])])
}

/** For fewer channels than a block has: `[out, height, width, in]` → `[out/b, in, height, width, b(out)]`. */
function blockNarrowKernel(builder: StepBuilder, kernel: Name, value: Conv): Name {
  const { graph, pictures } = builder
  const { size } = value.attributes
  const channels = inputShape(builder, value)[2] ?? 0
  const whole = padKernel(builder, kernel, { filters: value.shape[2] ?? 0, channels, padsChannels: false })
  const filters = paddedChannels(value.shape[2] ?? 0, pictures.blockSize)
  const shape = [filters / pictures.blockSize, pictures.blockSize, ...size, channels]
  const turned = graph.add('Transpose', [graph.add('Reshape', [whole, graph.int64s(shape)])], { perm: [0, 4, 2, 3, 1] })
  return graph.add('Reshape', [turned, graph.int64s([filters, channels, ...size])])
}

/** The kernel as `[out/b, b, height, width, in/b, b]`, filled up with zeros. */
export function splitKernel(builder: StepBuilder, kernel: Name, value: Conv) {
  const { graph, pictures } = builder
  const { blockSize } = pictures
  const channels = inputShape(builder, value)[2] ?? 0
  const whole = padKernel(builder, kernel, { filters: value.shape[2] ?? 0, channels, padsChannels: true })
  const padded = {
    filters: paddedChannels(value.shape[2] ?? 0, blockSize),
    channels: paddedChannels(channels, blockSize),
    size: value.attributes.size,
  }
  const shape = [padded.filters / blockSize, blockSize, ...padded.size, padded.channels / blockSize, blockSize]
  return { ...padded, split: graph.add('Reshape', [whole, graph.int64s(shape)]) }
}

function padKernel(
  { graph, pictures }: StepBuilder,
  kernel: Name,
  { filters, channels, padsChannels }: { filters: number; channels: number; padsChannels: boolean },
): Name {
  const moreFilters = paddedChannels(filters, pictures.blockSize) - filters
  const moreChannels = padsChannels ? paddedChannels(channels, pictures.blockSize) - channels : 0
  if (moreFilters + moreChannels === 0) return kernel
  return graph.add('Pad', [kernel, graph.int64s([0, 0, 0, 0, moreFilters, 0, 0, moreChannels])])
}
