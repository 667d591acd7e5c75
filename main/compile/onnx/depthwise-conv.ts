import { type ConvGeometry, windowAttributes } from './conv-geometry.ts'
import { weavePhases } from './conv-gradients.ts'
import { blockedDomain, type Name } from './onnx-graph.ts'
import type { Phase } from './phases.ts'
import { type Picture, paddedChannels } from './picture.ts'
import type { StepBuilder } from './step-builder.ts'

/** Each channel with a filter of its own, in blocks: several times as fast as ONNX's ordinary grouped convolution. */
export function convolveDepthwise(
  builder: StepBuilder,
  geometry: ConvGeometry,
  { x, kernel, bias }: { x: Picture; kernel: Name; bias?: Name | undefined },
): Picture {
  const { graph, pictures } = builder
  const { output: shape, size } = geometry
  const channels = shape[2] ?? 0
  const padded = paddedChannels(channels, pictures.blockSize)
  const taps = blockTaps(builder, kernel, geometry)
  const inputs = [pictures.read(x, 'blocked'), graph.add('Reshape', [taps, graph.int64s([padded, 1, ...size])])]
  if (bias !== undefined) {
    inputs.push(padded > channels ? graph.add('Pad', [bias, graph.int64s([0, padded - channels])]) : bias)
  }
  const attributes = { ...windowAttributes(geometry), group: padded }
  return { shape, forms: { blocked: graph.add('Conv', inputs, attributes, blockedDomain) } }
}

/** Phase by phase, as with whole convolutions. */
export function depthwiseInputGradient(
  builder: StepBuilder,
  geometry: ConvGeometry,
  { kernel, gradient, phases }: { kernel: Name; gradient: Picture; phases: readonly Phase[] },
): Picture {
  const { graph, pictures } = builder
  const { size, dilations } = geometry
  const padded = paddedChannels(geometry.output[2] ?? 0, pictures.blockSize)
  const taps = blockTaps(builder, kernel, geometry)
  const blocked = pictures.read(gradient, 'blocked')
  const parts = phases.map(({ rows, columns, pads }) => {
    const chosen = rows.flatMap((row) => columns.map((column) => row * size[1] + column))
    const picked = graph.add('Gather', [taps, graph.int64s(chosen)], { axis: 1 })
    const part = graph.add('Reshape', [picked, graph.int64s([padded, 1, rows.length, columns.length])])
    const window = { kernel_shape: [rows.length, columns.length], strides: [1, 1], dilations, pads }
    return graph.add('Conv', [blocked, part], { ...window, group: padded }, blockedDomain)
  })
  return weavePhases(builder, geometry, phases, parts)
}

/** `[channels, taps]` → `[channels / b, taps, b]`, filled up with zeros. */
function blockTaps({ graph, pictures }: StepBuilder, kernel: Name, { output, size }: ConvGeometry): Name {
  const { blockSize } = pictures
  const channels = output[2] ?? 0
  const padded = paddedChannels(channels, blockSize)
  const whole = padded > channels ? graph.add('Pad', [kernel, graph.int64s([0, 0, padded - channels, 0])]) : kernel
  const split = graph.add('Reshape', [whole, graph.int64s([padded / blockSize, blockSize, size[0] * size[1]])])
  return graph.add('Transpose', [split], { perm: [0, 2, 1] })
}

/**
 * `[channels, height, width]`: all pictures of the batch one below the other, and their gradients likewise, are one large
 * picture and one large kernel for each channel. Zeros below each gradient keep the pictures apart.
 */
export function depthwiseKernelGradient(
  builder: StepBuilder,
  geometry: ConvGeometry,
  { x, gradient }: { x: Picture; gradient: Picture },
): Name {
  const { graph, pictures } = builder
  const { input, output, size, strides, dilations, pads } = geometry
  const [outHeight = 0, outWidth = 0, channels = 0] = output
  const padded = paddedChannels(channels, pictures.blockSize)
  const [top, left] = pads
  // What the last tap of the last output needs, and no less than there is.
  const reach = (axis: 0 | 1) => ((output[axis] ?? 0) - 1) * strides[axis] + (size[axis] - 1) * dilations[axis] + 1
  const below = Math.ceil(Math.max(reach(0), (input[0] ?? 0) + top) / strides[0]) * strides[0]
  const beside = Math.max(reach(1), (input[1] ?? 0) + left)
  const frame = [top, left, below - top - (input[0] ?? 0), beside - left - (input[1] ?? 0)]
  const spare = below / strides[0] - outHeight
  const seen = graph.add('Reshape', [stack(builder, x, frame), graph.int64s([1, padded, -1, beside])])
  const stacked = stack(builder, gradient, [0, 0, spare, 0])
  const { blockSize } = pictures
  const whole = graph.add('Reshape', [stacked, graph.int64s([padded / blockSize, -1, outWidth, blockSize])])
  const cut =
    spare > 0 ? graph.add('Slice', [whole, graph.int64s([0]), graph.int64s([-spare]), graph.int64s([1])]) : whole
  const kernel = graph.add('Reshape', [cut, graph.int64s([padded, 1, -1, outWidth])])
  const attributes = { group: padded, dilations: strides, strides: dilations }
  const blocked = graph.add('Conv', [seen, kernel], attributes, blockedDomain)
  const plain = graph.add('ReorderOutput', [blocked], { channels, channels_last: 0 }, blockedDomain)
  return graph.add('Slice', [plain, graph.int64s([0, 0]), graph.int64s([...size]), graph.int64s([2, 3])])
}

/** `[channels / b, batch, height, width, b]` with zeros `[top, left, bottom, right]` around each picture. */
function stack({ graph, pictures }: StepBuilder, picture: Picture, frame: readonly number[]): Name {
  const { blockSize } = pictures
  const [height = 0, width = 0, channels = 0] = picture.shape
  const blocks = paddedChannels(channels, blockSize) / blockSize
  const shape = graph.int64s([-1, blocks, height, width, blockSize])
  const split = graph.add('Reshape', [pictures.read(picture, 'blocked'), shape])
  const turned = graph.add('Transpose', [split], { perm: [1, 0, 2, 3, 4] })
  if (frame.every((side) => side === 0)) return turned
  const [top = 0, left = 0, bottom = 0, right = 0] = frame
  return graph.add('Pad', [turned, graph.int64s([0, 0, top, left, 0, 0, 0, bottom, right, 0])])
}
