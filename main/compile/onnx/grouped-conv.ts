import { elementCount } from '#shared/layers/shape.ts'
import type { IrValue } from '../ir.ts'
import { convolvePicture } from './conv-forward.ts'
import {
  type ConvGeometry,
  geometryOf,
  transposedAttributes,
  transposedGeometry,
  windowAttributes,
} from './conv-geometry.ts'
import { convInputGradient } from './conv-gradients.ts'
import { convKernelGradient } from './conv-kernel-gradients.ts'
import { convolveDepthwise, depthwiseInputGradient, depthwiseKernelGradient } from './depthwise-conv.ts'
import type { Name } from './onnx-graph.ts'
import { findPhases } from './phases.ts'
import type { Picture } from './picture.ts'
import { convOverBatch, groupMask, mustSpreadGroups, plainConv } from './plain-conv.ts'
import { inputOf, type StepBuilder, weightOf } from './step-builder.ts'

type Grouped = IrValue<'groupedConv2d'>

export function groupedConvForward(builder: StepBuilder, value: Grouped): Picture {
  const { graph, pictures } = builder
  const geometry = geometryOf(builder, value)
  const bias = weightOf(builder, value, 2)
  if (isBlockedDepthwise(builder, value)) {
    return convolveDepthwise(builder, geometry, {
      x: inputOf(builder, value),
      kernel: depthwiseKernel(builder, value),
      bias,
    })
  }
  const x = pictures.read(inputOf(builder, value), 'nchw')
  const own = groupedKernel(builder, value, geometry)
  const [channels = 0, filters = 0] = [geometry.input[2], geometry.output[2]]
  if (mustSpreadGroups(builder, filters, value.attributes.groups)) {
    const kernel = spreadGroups(builder, value, geometry, own)
    const nchw = plainConv(builder, { x, kernel, bias, channels, filters }, windowAttributes(geometry))
    return { shape: value.shape, forms: { nchw } }
  }
  const inputs = [x, own, ...(bias === undefined ? [] : [bias])]
  const attributes = { ...windowAttributes(geometry), group: value.attributes.groups }
  return { shape: value.shape, forms: { nchw: graph.add('Conv', inputs, attributes) } }
}

export function groupedInputGradient(builder: StepBuilder, value: Grouped, gradient: Picture): Picture {
  const { graph, pictures } = builder
  const geometry = geometryOf(builder, value)
  const phases = isBlockedDepthwise(builder, value) ? findPhases(geometry) : null
  if (phases) {
    return depthwiseInputGradient(builder, geometry, { kernel: depthwiseKernel(builder, value), gradient, phases })
  }
  const kernel = groupedKernel(builder, value, geometry)
  const attributes = transposedAttributes(geometry)
  if (pictures.blockSize === 0) {
    const inputs = [pictures.read(gradient, 'nchw'), spreadGroups(builder, value, geometry, kernel)]
    return { shape: geometry.input, forms: { nchw: graph.add('ConvTranspose', inputs, attributes) } }
  }
  const inputs = [pictures.read(gradient, 'nchw'), kernel]
  Object.assign(attributes, { group: value.attributes.groups })
  return { shape: geometry.input, forms: { nchw: graph.add('ConvTranspose', inputs, attributes) } }
}

/**
 * The kernel of all groups as that of one, `[out, in, height, width]`, with zeros between the groups: WebGPU's transposed
 * convolution in groups answers wrong (ONNX Runtime 1.30).
 */
function spreadGroups(builder: StepBuilder, value: Grouped, { input, output, size }: ConvGeometry, kernel: Name): Name {
  const { graph } = builder
  const { groups } = value.attributes
  const [channels = 0, filters = 0] = [input[2], output[2]]
  const one = graph.add('Reshape', [kernel, graph.int64s([filters, 1, channels / groups, elementCount(size)])])
  const all = graph.add('Mul', [one, groupMask(builder, filters, groups)])
  return graph.add('Reshape', [all, graph.int64s([filters, channels, ...size])])
}

/**
 * `[out, height, width, in / groups]`: a convolution over the batch in which the gradient is the kernel, each group with
 * its own pictures.
 */
export function groupedKernelGradient(builder: StepBuilder, value: Grouped, gradient: Picture): Name {
  const { graph, pictures } = builder
  const { groups } = value.attributes
  const geometry = geometryOf(builder, value)
  if (isBlockedDepthwise(builder, value)) {
    return depthwiseKernelGradient(builder, geometry, { x: inputOf(builder, value), gradient })
  }
  const { input, size, strides, dilations, pads } = geometry
  const [height = 0, width = 0, channels = 0] = input
  const inGroup = channels / groups
  const x = pictures.read(inputOf(builder, value), 'nchw')
  const parts = graph.add('Reshape', [x, graph.int64s([-1, groups, inGroup, height * width])])
  const turned = graph.add('Transpose', [parts], { perm: [2, 1, 0, 3] })
  const batches = graph.add('Reshape', [turned, graph.int64s([inGroup, -1, height, width])])
  const kernel = graph.add('Transpose', [pictures.read(gradient, 'nchw')], { perm: [1, 0, 2, 3] })
  const filters = value.shape[2] ?? 0
  const attributes = { dilations: strides, strides: dilations, pads }
  const operands = { x: batches, filters, size }
  const cut = mustSpreadGroups(builder, filters, groups)
    ? convOverBatch(builder, { ...operands, kernel: spreadBatches(builder, value, kernel) }, attributes)
    : convOverBatch(builder, { ...operands, kernel }, { ...attributes, group: groups })
  return graph.add('Transpose', [cut], { perm: [1, 2, 3, 0] })
}

/** `[filters, batch, height, width]` → `[filters, groups · batch, height, width]`, with zeros between the groups. */
function spreadBatches(builder: StepBuilder, { shape, attributes }: Grouped, kernel: Name): Name {
  const { graph } = builder
  const [height = 0, width = 0, filters = 0] = shape
  const one = graph.add('Reshape', [kernel, graph.int64s([filters, 1, -1, height * width])])
  const all = graph.add('Mul', [one, groupMask(builder, filters, attributes.groups)])
  return graph.add('Reshape', [all, graph.int64s([filters, -1, height, width])])
}

/** The runtime's blocked convolutions know one filter for each channel; fewer channels than a block has would waste it. */
function isBlockedDepthwise(
  { pictures: { blockSize } }: StepBuilder,
  { shape, attributes: { groups } }: Grouped,
): boolean {
  return blockSize > 0 && groups >= blockSize && shape[2] === groups
}

/** `[channels, height · width]`: the only channel of each filter is the same there, first or last. */
function depthwiseKernel(builder: StepBuilder, value: Grouped): Name {
  const shape = builder.graph.int64s([value.attributes.groups, elementCount(value.attributes.size)])
  return builder.graph.add('Reshape', [weightOf(builder, value, 1) ?? '', shape])
}

/** The kernel in ONNX's order, `[out, in / groups, height, width]`. One channel is the same there, first or last. */
function groupedKernel(builder: StepBuilder, value: Grouped, { input, output, size }: ConvGeometry): Name {
  const { graph } = builder
  const kernel = weightOf(builder, value, 1) ?? ''
  return input[2] === value.attributes.groups
    ? graph.add('Reshape', [kernel, graph.int64s([output[2] ?? 0, 1, ...size])])
    : graph.add('Transpose', [kernel], { perm: [0, 3, 1, 2] })
}

export function transposedConvForward(builder: StepBuilder, value: IrValue<'conv2dTranspose'>): Picture {
  const kernel = weightOf(builder, value, 1) ?? ''
  return convInputGradient(builder, transposedGeometry(builder, value), { kernel, gradient: inputOf(builder, value) })
}

/** What came in is what the convolution put out, and so its gradient is that convolution itself. */
export function transposedInputGradient(
  builder: StepBuilder,
  value: IrValue<'conv2dTranspose'>,
  gradient: Picture,
): Picture {
  const kernel = weightOf(builder, value, 1) ?? ''
  return convolvePicture(builder, transposedGeometry(builder, value), { x: gradient, kernel })
}

export function transposedKernelGradient(
  builder: StepBuilder,
  value: IrValue<'conv2dTranspose'>,
  gradient: Picture,
): Name {
  return convKernelGradient(builder, transposedGeometry(builder, value), {
    x: gradient,
    gradient: inputOf(builder, value),
  })
}
