import { windowPadding } from '#shared/layers/window.ts'
import type { AnyIrValue, WindowAttributes } from '../ir.ts'
import { inputShape, type StepBuilder } from './step-builder.ts'

/** `[top, left, bottom, right]`, as TensorFlow pads. */
export function onnxPads(builder: StepBuilder, value: AnyIrValue & { attributes: WindowAttributes }): number[] {
  const [height = 0, width = 0] = inputShape(builder, value)
  const { size, strides, padding } = value.attributes
  const [top, bottom] = windowPadding(height, size[0], strides[0], padding)
  const [left, right] = windowPadding(width, size[1], strides[1], padding)
  return [top, left, bottom, right]
}
