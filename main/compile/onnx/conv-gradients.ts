import type { IrValue } from '../ir.ts'
import { onnxPads } from './forward.ts'
import type { Name } from './onnx-graph.ts'
import { inputShape, type StepBuilder } from './step-builder.ts'

type Conv = IrValue<'conv2d'>

/** The gradient by the picture: the transposed convolution. */
export function convInputGradient(builder: StepBuilder, value: Conv, kernel: Name, gradient: Name): Name {
  const { size, strides } = value.attributes
  const pads = onnxPads(builder, value)
  const input = inputShape(builder, value, 0)
  const output_padding = [0, 1].map((axis) => {
    const last = ((value.shape[axis] ?? 0) - 1) * (strides[axis] ?? 1)
    return (input[axis] ?? 0) - (last + (size[axis] ?? 1) - (pads[axis] ?? 0) - (pads[axis + 2] ?? 0))
  })
  return builder.graph.add('ConvTranspose', [gradient, kernel], {
    kernel_shape: size,
    strides,
    pads,
    output_padding,
  })
}

/** The gradient by the kernel: a convolution over the batch, in which the output's gradient is the kernel. */
export function convKernelGradient(builder: StepBuilder, value: Conv, x: Name, gradient: Name): Name {
  const { graph } = builder
  const { size, strides } = value.attributes
  const channelsFirst = { perm: [1, 0, 2, 3] }
  const whole = graph.add(
    'Conv',
    [graph.add('Transpose', [x], channelsFirst), graph.add('Transpose', [gradient], channelsFirst)],
    { dilations: strides, pads: onnxPads(builder, value) },
  )
  const turned = graph.add('Transpose', [whole], channelsFirst)
  return graph.add('Slice', [turned, graph.int64s([0, 0]), graph.int64s([...size]), graph.int64s([2, 3])])
}
