import type { IrValue } from '../ir.ts'
import type { InputGradients } from './input-gradients.ts'
import { isNotPositive } from './masks.ts'
import type { Picture } from './picture.ts'
import { activationOf, inputOf, inputShape, type StepBuilder } from './step-builder.ts'

type GlobalMax = IrValue<'globalMaxPool2d'>

export function globalMaxPoolForward(builder: StepBuilder, value: GlobalMax): Picture {
  const { graph, pictures } = builder
  const x = pictures.read(inputOf(builder, value), 'nchw')
  return { shape: value.shape, forms: { nchw: graph.add('ReduceMax', [x, graph.int64s([2, 3])], { keepdims: 0 }) } }
}

/** Each pixel that has the maximum gets the whole gradient, as in tfjs. */
export function globalMaxPoolGradient(builder: StepBuilder, value: GlobalMax, gradient: Picture): InputGradients {
  const { graph, pictures } = builder
  const shape = inputShape(builder, value)
  const asPixel = (picture: Picture) =>
    graph.add('Reshape', [pictures.read(picture, 'nchw'), graph.int64s([-1, shape[2] ?? 0, 1, 1])])
  const x = pictures.read(inputOf(builder, value), 'nchw')
  const isMaximum = isNotPositive(graph, graph.add('Sub', [asPixel(activationOf(builder, value.id)), x]))
  return { activation: { shape, forms: { nchw: graph.add('Mul', [asPixel(gradient), isMaximum]) } } }
}
