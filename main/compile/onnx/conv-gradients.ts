import { paddedSizes, splitKernel } from './conv-forward.ts'
import { type ConvGeometry, transposedAttributes } from './conv-geometry.ts'
import { blockedDomain, type Name } from './onnx-graph.ts'
import { findPhases, type Phase } from './phases.ts'
import type { Picture } from './picture.ts'
import type { StepBuilder } from './step-builder.ts'

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
  const { filters, channels, size } = paddedSizes(builder, geometry)
  // [out/b, taps, in/b, b(out) · b(in)] → [in/b, out/b, taps, …]: what was put out comes in.
  const turned = graph.add('Transpose', [splitKernel(builder, kernel, { geometry, innermost: 'in' })], {
    perm: [2, 0, 1, 3],
  })
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
  const woven = graph.add('Gather', [graph.add('Concat', flat, { axis: 1 }), graph.int32s(places)], { axis: 1 })
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
