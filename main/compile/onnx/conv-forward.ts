import { elementCount } from '#shared/layers/shape.ts'
import type { IrValue } from '../ir.ts'
import { type ConvGeometry, geometryOf, windowAttributes } from './conv-geometry.ts'
import { blockedDomain, type Name } from './onnx-graph.ts'
import { type Picture, paddedChannels } from './picture.ts'
import { plainConv } from './plain-conv.ts'
import { inputOf, type StepBuilder, weightOf } from './step-builder.ts'

export interface ConvOperands {
  x: Picture
  /** `[out, height, width, in]` */
  kernel: Name
  bias?: Name | undefined
}

export function convolve(builder: StepBuilder, value: IrValue<'conv2d'>): Picture {
  return convolvePicture(builder, geometryOf(builder, value), {
    x: inputOf(builder, value),
    kernel: weightOf(builder, value, 1) ?? '',
    bias: weightOf(builder, value, 2),
  })
}

/** A convolution with its bias, blocked where the runtime can. */
export function convolvePicture(
  builder: StepBuilder,
  geometry: ConvGeometry,
  { x, kernel, bias }: ConvOperands,
): Picture {
  const { graph, pictures } = builder
  const { input, output: shape } = geometry
  const window = windowAttributes(geometry)
  if (pictures.blockSize === 0) {
    const turned = graph.add('Transpose', [kernel], { perm: [0, 3, 1, 2] })
    const operands = { x: pictures.read(x, 'nchw'), kernel: turned, bias }
    const sizes = { channels: input[2] ?? 0, filters: shape[2] ?? 0 }
    return { shape, forms: { nchw: plainConv(builder, { ...operands, ...sizes }, window) } }
  }
  const filters = shape[2] ?? 0
  const channels = input[2] ?? 0
  // Few channels are read as they lie; the blocks begin behind the first convolution.
  const isNarrow = channels < pictures.blockSize
  const blocks = isNarrow ? blockNarrowKernel(builder, kernel, geometry) : blockKernel(builder, kernel, geometry)
  const missing = paddedChannels(filters, pictures.blockSize) - filters
  const wholeBias = bias !== undefined && missing > 0 ? graph.add('Pad', [bias, graph.int64s([0, missing])]) : bias
  const inputs = [
    pictures.read(x, isNarrow ? 'nchw' : 'blocked'),
    blocks,
    ...(wholeBias === undefined ? [] : [wholeBias]),
  ]
  return { shape, forms: { blocked: graph.add('Conv', inputs, window, blockedDomain) } }
}

/** `[out, height, width, in]` → `[out/b, in/b, height, width, b(in), b(out)]`, filled up with zeros. */
function blockKernel(builder: StepBuilder, kernel: Name, geometry: ConvGeometry): Name {
  const { graph } = builder
  const { filters, channels, size } = paddedSizes(builder, geometry)
  const turned = graph.add('Transpose', [splitKernel(builder, kernel, { geometry, innermost: 'out' })], {
    perm: [0, 2, 1, 3],
  })
  return graph.add('Reshape', [turned, graph.int64s([filters, channels, ...size])])
}

/** For fewer channels than a block has: `[out, height, width, in]` → `[out/b, in, height, width, b(out)]`. */
function blockNarrowKernel(builder: StepBuilder, kernel: Name, { input, output, size }: ConvGeometry): Name {
  const { graph, pictures } = builder
  const channels = input[2] ?? 0
  const whole = padKernel(builder, kernel, { filters: output[2] ?? 0, channels, padsChannels: false })
  const filters = paddedChannels(output[2] ?? 0, pictures.blockSize)
  const shape = [filters / pictures.blockSize, pictures.blockSize, ...size, channels]
  const turned = graph.add('Transpose', [graph.add('Reshape', [whole, graph.int64s(shape)])], { perm: [0, 4, 2, 3, 1] })
  return graph.add('Reshape', [turned, graph.int64s([filters, channels, ...size])])
}

/**
 * The kernel as `[out/b, taps, in/b, b · b]`, filled up with zeros; within a block `innermost` comes last. The runtime's
 * reordering of pictures does it on all threads: filters are channels there, or pixels.
 */
export function splitKernel(
  builder: StepBuilder,
  kernel: Name,
  { geometry, innermost }: { geometry: ConvGeometry; innermost: 'in' | 'out' },
): Name {
  const { graph, pictures } = builder
  const { blockSize } = pictures
  const { filters, channels, size } = paddedSizes(builder, geometry)
  const whole = padKernel(builder, kernel, {
    filters: geometry.output[2] ?? 0,
    channels: geometry.input[2] ?? 0,
    padsChannels: true,
  })
  const rows = graph.add('Reshape', [whole, graph.int64s([-1, blockSize, 1, elementCount(size) * channels])])
  const blocks = graph.add('ReorderInput', [rows], { channels_last: innermost === 'in' ? 1 : 0 }, blockedDomain)
  const shape = [filters / blockSize, elementCount(size), channels / blockSize, blockSize ** 2]
  return graph.add('Reshape', [blocks, graph.int64s(shape)])
}

/** What a blocked convolution computes with. */
export function paddedSizes({ pictures: { blockSize } }: StepBuilder, { input, output, size }: ConvGeometry) {
  return {
    filters: paddedChannels(output[2] ?? 0, blockSize),
    channels: paddedChannels(input[2] ?? 0, blockSize),
    size,
  }
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
