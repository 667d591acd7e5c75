import type { IrValue } from '../ir.ts'
import type { GradientQuestion } from './gradients.ts'
import type { Name } from './onnx-graph.ts'
import { inputShape, onnxShape, type StepBuilder } from './step-builder.ts'

/** The gradient goes to the first greatest pixel of each window; windows that overlap add up. */
export function maxPoolGradient(
  builder: StepBuilder,
  value: IrValue<'maxPool2d'>,
  { inputs: [x = ''], gradient }: GradientQuestion,
): (Name | null)[] {
  const { graph } = builder
  const { size, strides } = value.attributes
  const indices = builder.saved.get(value.id)?.indices ?? ''
  const shape = graph.add('Shape', [x])
  const isApart = strides[0] >= size[0] && strides[1] >= size[1]
  if (isApart) return [graph.add('MaxUnpool', [gradient, indices, shape], { kernel_shape: size, strides })]
  const all = graph.int64s([-1])
  const places = graph.add('Size', [x])
  const zeros = graph.add('Expand', [graph.floats([0]), graph.add('Reshape', [places, all])])
  const summed = graph.add(
    'ScatterElements',
    [zeros, graph.add('Reshape', [indices, all]), graph.add('Reshape', [gradient, all])],
    { axis: 0, reduction: 'add' },
  )
  return [graph.add('Reshape', [summed, graph.int64s([-1, ...onnxShape(inputShape(builder, value, 0))])])]
}
