import { elementCount } from '#shared/layers/shape.ts'
import { type ConvGeometry, type Seen, windowAttributes } from './conv-geometry.ts'
import type { Name } from './onnx-graph.ts'
import { type Picture, pixelCount } from './picture.ts'
import { canConvolvePictures, convolvePictures } from './pictures-as-channels.ts'
import { convOverBatch } from './plain-conv.ts'
import type { StepBuilder } from './step-builder.ts'

/** Columns of one picture above this many numbers would fill the memory; a slower way then needs none. */
const largestColumns = 2 ** 21

/** The gradient by the kernel, `[out, height, width, in]`: gradientᵀ · columns, where a row of columns is what one output saw. */
export function convKernelGradient(builder: StepBuilder, geometry: ConvGeometry, seen: Seen): Name {
  const { graph, pictures } = builder
  const { x, gradient } = seen
  const channels = geometry.input[2] ?? 0
  if (canConvolvePictures(builder, geometry)) return convolvePictures(builder, geometry, seen)
  const depth = elementCount(geometry.size) * channels
  if (pixelCount(geometry.output) * depth > largestColumns) return dilatedKernelGradient(builder, geometry, seen)
  const filters = geometry.output[2] ?? 0
  const rows = graph.add('Reshape', [pictures.read(gradient, 'nhwc'), graph.int64s([-1, filters])])
  const columns = channels < 8 ? convolvedColumns(builder, geometry, x) : gatheredColumns(builder, geometry, x)
  return graph.add('Gemm', [rows, columns], { transA: 1 })
}

/** Columns by a table of pixel places: `[batch·outputs, taps·channels]`. */
function gatheredColumns({ graph, pictures }: StepBuilder, geometry: ConvGeometry, x: Picture): Name {
  const { input, output, size, strides, dilations, pads } = geometry
  const [top, left, bottom, right] = pads
  const [height = 0, width = 0, channels = 0] = input
  const nhwc = pictures.read(x, 'nhwc')
  const isPadded = top + left + bottom + right > 0
  const whole = isPadded ? graph.add('Pad', [nhwc, graph.int64s([0, top, left, 0, 0, bottom, right, 0])]) : nhwc
  const across = width + left + right
  const pixels = graph.add('Reshape', [whole, graph.int64s([-1, (height + top + bottom) * across, channels])])
  const [outHeight = 0, outWidth = 0] = output
  const places: number[] = []
  for (let row = 0; row < outHeight; row++)
    for (let column = 0; column < outWidth; column++)
      for (let tapRow = 0; tapRow < size[0]; tapRow++)
        for (let tap = 0; tap < size[1]; tap++)
          places.push((row * strides[0] + tapRow * dilations[0]) * across + column * strides[1] + tap * dilations[1])
  const gathered = graph.add('Gather', [pixels, graph.int32s(places)], { axis: 1 })
  return graph.add('Reshape', [gathered, graph.int64s([-1, elementCount(size) * channels])])
}

/** The same for few channels, whose pixels are too small to gather: a convolution with one-hot kernels copies the taps. */
function convolvedColumns({ graph, pictures }: StepBuilder, geometry: ConvGeometry, x: Picture): Name {
  const { input, output, size } = geometry
  const channels = input[2] ?? 0
  const depth = elementCount(size) * channels
  const [height = 0, width = 0] = output
  const oneHot = new Array<number>(depth * depth).fill(0)
  for (let tap = 0; tap < depth / channels; tap++)
    for (let channel = 0; channel < channels; channel++)
      oneHot[((tap * channels + channel) * channels + channel) * elementCount(size) + tap] = 1
  const kernel = graph.floats(oneHot, [depth, channels, ...size])
  const name = graph.add('Conv', [pictures.read(x, 'nchw'), kernel], windowAttributes(geometry))
  const columns: Picture = { shape: [height, width, depth], forms: { nchw: name } }
  return graph.add('Reshape', [pictures.read(columns, 'nhwc'), graph.int64s([-1, depth])])
}

/** The same by a convolution over the batch, in which the gradient is the kernel: slow, but without columns. */
function dilatedKernelGradient(builder: StepBuilder, geometry: ConvGeometry, { x, gradient }: Seen): Name {
  const { graph, pictures } = builder
  const { output, size, strides, dilations, pads } = geometry
  const channelsFirst = { perm: [1, 0, 2, 3] }
  const turn = (side: Picture) => graph.add('Transpose', [pictures.read(side, 'nchw')], channelsFirst)
  const operands = { x: turn(x), kernel: turn(gradient), filters: output[2] ?? 0, size }
  const cut = convOverBatch(builder, operands, { dilations: strides, strides: dilations, pads })
  return graph.add('Transpose', [cut], { perm: [1, 2, 3, 0] })
}
