import { elementCount } from '#shared/layers/shape.ts'
import { splitKernel } from './conv-forward.ts'
import { type ConvGeometry, transposedAttributes, windowAttributes } from './conv-geometry.ts'
import type { Name } from './onnx-graph.ts'
import { findPhases, type Phase } from './phases.ts'
import { blockedDomain, type Picture, pixelCount } from './picture.ts'
import { convOverBatch } from './plain-conv.ts'
import type { StepBuilder } from './step-builder.ts'

/** Columns of one picture above this many numbers would fill the memory; a slower way then needs none. */
const largestColumns = 2 ** 21

/** What flows back through a convolution: the gradient by its output, and its kernel `[out, height, width, in]`. */
interface BackwardOperands {
  kernel: Name
  gradient: Picture
}

/** The gradient by the picture that was convolved. */
export function convInputGradient(builder: StepBuilder, geometry: ConvGeometry, operands: BackwardOperands): Picture {
  const phases = builder.pictures.blockSize > 0 ? findPhases(geometry) : null
  return phases
    ? phasedInputGradient(builder, geometry, { ...operands, phases })
    : transposedConvolution(builder, geometry, operands)
}

function transposedConvolution(
  { graph, pictures }: StepBuilder,
  geometry: ConvGeometry,
  { kernel, gradient }: BackwardOperands,
): Picture {
  const turned = graph.add('Transpose', [kernel], { perm: [0, 3, 1, 2] })
  const inputs = [pictures.read(gradient, 'nchw'), turned]
  const nchw = graph.add('ConvTranspose', inputs, transposedAttributes(geometry))
  return { shape: geometry.input, forms: { nchw } }
}

/**
 * Each phase of the picture's pixels (by position modulo the stride) is an ordinary convolution of the gradient with the
 * taps that reach it; the phases are then put together. Stride 1 has one phase: the convolution with the kernel turned round.
 */
function phasedInputGradient(
  builder: StepBuilder,
  geometry: ConvGeometry,
  { kernel, gradient, phases }: BackwardOperands & { phases: Phase[] },
): Picture {
  const { graph, pictures } = builder
  const { filters, channels, size, split } = splitKernel(builder, kernel, geometry)
  const { blockSize } = pictures
  // [out/b, b(out), taps, in/b, b(in)] → [in/b, out/b, taps, b(out), b(in)]: what was put out comes in.
  const taps = graph.add('Reshape', [
    split,
    graph.int64s([filters / blockSize, blockSize, elementCount(size), channels / blockSize, blockSize]),
  ])
  const turned = graph.add('Transpose', [taps], { perm: [3, 0, 2, 1, 4] })
  const blocked = pictures.read(gradient, 'blocked')
  const parts = phases.map(({ rows, columns, pads }) => {
    const chosen = rows.flatMap((row) => columns.map((column) => row * size[1] + column))
    const picked = graph.add('Gather', [turned, graph.int64s(chosen)], { axis: 2 })
    const part = graph.add('Reshape', [picked, graph.int64s([channels, filters, rows.length, columns.length])])
    const attributes = {
      kernel_shape: [rows.length, columns.length],
      strides: [1, 1],
      dilations: geometry.dilations,
      pads,
    }
    return graph.add('Conv', [blocked, part], attributes, blockedDomain)
  })
  return weavePhases(builder, geometry, phases, parts)
}

/** Puts the phases' pixels, each phase a blocked picture of its own, where they belong. */
export function weavePhases(
  { graph, pictures }: StepBuilder,
  { input: shape, strides }: ConvGeometry,
  phases: readonly Phase[],
  parts: readonly Name[],
): Picture {
  const [height = 0, width = 0] = shape
  const [first = ''] = parts
  if (parts.length === 1) return { shape, forms: { blocked: first } }
  const flat = phases.map((phase, index) =>
    graph.add('Reshape', [parts[index] ?? '', graph.int64s([-1, phase.height * phase.width, pictures.blockSize])]),
  )
  const places = interleave(phases, strides, [height, width])
  const woven = graph.add('Gather', [graph.add('Concat', flat, { axis: 1 }), graph.int64s(places)], { axis: 1 })
  return pictures.fromPixelRows(woven, shape, 'blocked')
}

/** Where each pixel of the picture lies in the phases put one after the other. */
function interleave(
  phases: readonly Phase[],
  [down, right]: [number, number],
  [height, width]: [number, number],
): number[] {
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

/** What a convolution saw, and the gradient by what it made of it. */
export interface Seen {
  x: Picture
  gradient: Picture
}

/** The gradient by the kernel, `[out, height, width, in]`: gradientᵀ · columns, where a row of columns is what one output saw. */
export function convKernelGradient(builder: StepBuilder, geometry: ConvGeometry, seen: Seen): Name {
  const { graph, pictures } = builder
  const { x, gradient } = seen
  const channels = geometry.input[2] ?? 0
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
