import { elementCount, type Shape } from '#shared/layers/shape.ts'
import { dilatedSize, windowPadding } from '#shared/layers/window.ts'
import type { ConvAttributes, IrValue } from '../ir.ts'
import type { Picture } from './picture.ts'
import { inputShape, type StepBuilder } from './step-builder.ts'

/** Where a convolution looks: the shapes of the pictures before and after it, and its window. */
export interface ConvGeometry {
  input: Shape
  output: Shape
  size: [number, number]
  strides: [number, number]
  dilations: [number, number]
  /** `[top, left, bottom, right]`, as TensorFlow pads. */
  pads: [number, number, number, number]
}

/** What a convolution saw, and the gradient by what it made of it. */
export interface Seen {
  x: Picture
  gradient: Picture
}

export function convGeometry(input: Shape, output: Shape, attributes: ConvAttributes): ConvGeometry {
  const { size, strides, padding, dilations = [1, 1] } = attributes
  const [height = 0, width = 0] = input
  const [top, bottom] = windowPadding(height, dilatedSize(size[0], dilations[0]), strides[0], padding)
  const [left, right] = windowPadding(width, dilatedSize(size[1], dilations[1]), strides[1], padding)
  return { input, output, size, strides, dilations, pads: [top, left, bottom, right] }
}

export function geometryOf(builder: StepBuilder, value: IrValue<'conv2d'> | IrValue<'groupedConv2d'>): ConvGeometry {
  return convGeometry(inputShape(builder, value), value.shape, value.attributes)
}

/** Of the convolution whose gradient a transposed convolution is: from its output to its input. */
export function transposedGeometry(builder: StepBuilder, value: IrValue<'conv2dTranspose'>): ConvGeometry {
  return convGeometry(value.shape, inputShape(builder, value), value.attributes)
}

/** The attributes of ONNX's Conv. */
export function windowAttributes({ size, strides, dilations, pads }: ConvGeometry): Record<string, readonly number[]> {
  return { kernel_shape: size, strides, pads, ...(elementCount(dilations) > 1 ? { dilations } : {}) }
}

/** The attributes of the ONNX ConvTranspose that takes a gradient from the output's size to the input's. */
export function transposedAttributes(geometry: ConvGeometry): Record<string, readonly number[]> {
  const { input, output, size, strides, dilations, pads } = geometry
  const output_padding = ([0, 1] as const).map((axis) => {
    const last = ((output[axis] ?? 0) - 1) * strides[axis]
    const framed = (input[axis] ?? 0) + pads[axis] + (pads[axis + 2] ?? 0)
    return framed - last - dilatedSize(size[axis], dilations[axis])
  })
  return { ...windowAttributes(geometry), output_padding }
}
