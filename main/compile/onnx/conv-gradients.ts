import { elementCount } from '#shared/layers/shape.ts'
import type { IrValue } from '../ir.ts'
import { splitKernel } from './conv-forward.ts'
import { onnxPads } from './forward.ts'
import type { Name } from './onnx-graph.ts'
import { findPhases, type Phase } from './phases.ts'
import { blockedDomain, type Picture, pixelCount } from './picture.ts'
import { inputOf, inputShape, type StepBuilder } from './step-builder.ts'

type Conv = IrValue<'conv2d'>

/** Columns of one picture above this many numbers would fill the memory; a slower way then needs none. */
const largestColumns = 2 ** 21

/** The gradient by the picture that was convolved. */
export function convInputGradient(builder: StepBuilder, value: Conv, kernel: Name, gradient: Picture): Picture {
  const phases =
    builder.pictures.blockSize > 0 ? findPhases(inputShape(builder, value), value, onnxPads(builder, value)) : null
  return phases
    ? phasedInputGradient(builder, value, { kernel, gradient, phases })
    : transposedConvolution(builder, value, kernel, gradient)
}

function transposedConvolution(builder: StepBuilder, value: Conv, kernel: Name, gradient: Picture): Picture {
  const { graph, pictures } = builder
  const { size, strides } = value.attributes
  const pads = onnxPads(builder, value)
  const shape = inputShape(builder, value)
  const output_padding = [0, 1].map((axis) => {
    const last = ((value.shape[axis] ?? 0) - 1) * (strides[axis] ?? 1)
    return (shape[axis] ?? 0) - (last + (size[axis] ?? 1) - (pads[axis] ?? 0) - (pads[axis + 2] ?? 0))
  })
  const turned = graph.add('Transpose', [kernel], { perm: [0, 3, 1, 2] })
  const attributes = { kernel_shape: size, strides, pads, output_padding }
  return { shape, forms: { nchw: graph.add('ConvTranspose', [pictures.read(gradient, 'nchw'), turned], attributes) } }
}

/**
 * Each phase of the picture's pixels (by position modulo the stride) is an ordinary convolution of the gradient with the
 * taps that reach it; the phases are then put together. Stride 1 has one phase: the convolution with the kernel turned round.
 */
function phasedInputGradient(
  builder: StepBuilder,
  value: Conv,
  { kernel, gradient, phases }: { kernel: Name; gradient: Picture; phases: Phase[] },
): Picture {
  const { graph, pictures } = builder
  const shape = inputShape(builder, value)
  const [height = 0, width = 0] = shape
  const { filters, channels, size, split } = splitKernel(builder, kernel, value)
  const { blockSize } = pictures
  // [out/b, b(out), taps, in/b, b(in)] → [in/b, out/b, taps, b(out), b(in)]: what was put out comes in.
  const taps = graph.add('Reshape', [
    split,
    graph.int64s([filters / blockSize, blockSize, elementCount(size), channels / blockSize, blockSize]),
  ])
  const turned = graph.add('Transpose', [taps], { perm: [3, 0, 2, 1, 4] })
  const blocked = pictures.read(gradient, 'blocked')
  const parts = phases.map(({ rows, columns, pads, height: outHeight, width: outWidth }) => {
    const chosen = rows.flatMap((row) => columns.map((column) => row * size[1] + column))
    const picked = graph.add('Gather', [turned, graph.int64s(chosen)], { axis: 2 })
    const part = graph.add('Reshape', [picked, graph.int64s([channels, filters, rows.length, columns.length])])
    const attributes = { kernel_shape: [rows.length, columns.length], strides: [1, 1], pads }
    const name = graph.add('Conv', [blocked, part], attributes, blockedDomain)
    return { name, pixels: outHeight * outWidth }
  })
  const [first] = parts
  if (parts.length === 1 && first) return { shape, forms: { blocked: first.name } }
  const flat = parts.map(({ name, pixels }) => graph.add('Reshape', [name, graph.int64s([-1, pixels, blockSize])]))
  const places = interleave(phases, value.attributes.strides, [height, width])
  const woven = graph.add('Gather', [graph.add('Concat', flat, { axis: 1 }), graph.int64s(places)], { axis: 1 })
  return pictures.fromPixelRows(woven, shape, 'blocked')
}

/** Where each pixel of the picture lies in the phases put one after the other. */
function interleave(phases: Phase[], [down, right]: [number, number], [height, width]: [number, number]): number[] {
  const starts: number[] = []
  let start = 0
  for (const phase of phases) {
    starts.push(start)
    start += phase.height * phase.width
  }
  return Array.from({ length: height * width }, (_, pixel) => {
    const [row, column] = [Math.floor(pixel / width), pixel % width]
    const index = (row % down) * right + (column % right)
    const across = phases[index]?.width ?? 0
    return (starts[index] ?? 0) + Math.floor(row / down) * across + Math.floor(column / right)
  })
}

/** The gradient by the kernel, `[out, height, width, in]`: gradientᵀ · columns, where a row of columns is what one output saw. */
export function convKernelGradient(builder: StepBuilder, value: Conv, gradient: Picture): Name {
  const { graph, pictures } = builder
  const channels = inputShape(builder, value)[2] ?? 0
  const depth = elementCount(value.attributes.size) * channels
  if (pixelCount(value.shape) * depth > largestColumns) return dilatedKernelGradient(builder, value, gradient)
  const filters = value.shape[2] ?? 0
  const rows = graph.add('Reshape', [pictures.read(gradient, 'nhwc'), graph.int64s([-1, filters])])
  const columns = channels < 8 ? convolvedColumns(builder, value, depth) : gatheredColumns(builder, value, depth)
  return graph.add('Gemm', [rows, columns], { transA: 1 })
}

/** Columns by a table of pixel places: `[batch·outputs, taps·channels]`. */
function gatheredColumns(builder: StepBuilder, value: Conv, depth: number): Name {
  const { graph, pictures } = builder
  const { size, strides } = value.attributes
  const [top = 0, left = 0, bottom = 0, right = 0] = onnxPads(builder, value)
  const [height = 0, width = 0, channels = 0] = inputShape(builder, value)
  const x = pictures.read(inputOf(builder, value), 'nhwc')
  const isPadded = top + left + bottom + right > 0
  const whole = isPadded ? graph.add('Pad', [x, graph.int64s([0, top, left, 0, 0, bottom, right, 0])]) : x
  const across = width + left + right
  const pixels = graph.add('Reshape', [whole, graph.int64s([-1, (height + top + bottom) * across, channels])])
  const [outHeight = 0, outWidth = 0] = value.shape
  const places: number[] = []
  for (let row = 0; row < outHeight; row++)
    for (let column = 0; column < outWidth; column++)
      for (let tapRow = 0; tapRow < size[0]; tapRow++)
        for (let tap = 0; tap < size[1]; tap++)
          places.push((row * strides[0] + tapRow) * across + column * strides[1] + tap)
  const gathered = graph.add('Gather', [pixels, graph.int32s(places)], { axis: 1 })
  return graph.add('Reshape', [gathered, graph.int64s([-1, depth])])
}

/** The same for few channels, whose pixels are too small to gather: a convolution with one-hot kernels copies the taps. */
function convolvedColumns(builder: StepBuilder, value: Conv, depth: number): Name {
  const { graph, pictures } = builder
  const { size, strides } = value.attributes
  const channels = inputShape(builder, value)[2] ?? 0
  const [height = 0, width = 0] = value.shape
  const oneHot = new Array<number>(depth * depth).fill(0)
  for (let tap = 0; tap < depth / channels; tap++)
    for (let channel = 0; channel < channels; channel++)
      oneHot[((tap * channels + channel) * channels + channel) * elementCount(size) + tap] = 1
  const kernel = graph.floats(oneHot, [depth, channels, ...size])
  const attributes = { kernel_shape: size, strides, pads: onnxPads(builder, value) }
  const name = graph.add('Conv', [pictures.read(inputOf(builder, value), 'nchw'), kernel], attributes)
  const columns: Picture = { shape: [height, width, depth], forms: { nchw: name } }
  return graph.add('Reshape', [pictures.read(columns, 'nhwc'), graph.int64s([-1, depth])])
}

/** The same by a convolution over the batch, in which the gradient is the kernel: slow, but without columns. */
function dilatedKernelGradient(builder: StepBuilder, value: Conv, gradient: Picture): Name {
  const { graph, pictures } = builder
  const { size, strides } = value.attributes
  const channelsFirst = { perm: [1, 0, 2, 3] }
  const sides = [inputOf(builder, value), gradient].map((side) =>
    graph.add('Transpose', [pictures.read(side, 'nchw')], channelsFirst),
  )
  const whole = graph.add('Conv', sides, { dilations: strides, pads: onnxPads(builder, value) })
  const cut = graph.add('Slice', [whole, graph.int64s([0, 0]), graph.int64s([...size]), graph.int64s([2, 3])])
  return graph.add('Transpose', [cut], { perm: [1, 2, 3, 0] })
}
