import type { IrValue } from '../ir.ts'
import type { InputGradients } from './input-gradients.ts'
import { kerasForm, type Picture } from './picture.ts'
import { reframe } from './reframe.ts'
import { inputOf, inputShape, type StepBuilder } from './step-builder.ts'

export const rearrangeForward = {
  reshape: (builder: StepBuilder, value: IrValue<'reshape'>) =>
    cutOtherwise(builder, inputOf(builder, value), value.shape),

  permute: (builder: StepBuilder, value: IrValue<'permute'>) =>
    turn(builder, inputOf(builder, value), value.shape, value.attributes.dims),

  frame2d(builder: StepBuilder, value: IrValue<'frame2d'>): Picture {
    const { top, bottom, left, right } = value.attributes
    return reframe(builder, inputOf(builder, value), [top, left, bottom, right])
  },
}

export const rearrangeGradients = {
  reshape: (builder: StepBuilder, value: IrValue<'reshape'>, gradient: Picture): InputGradients => ({
    activation: cutOtherwise(builder, gradient, inputShape(builder, value)),
  }),

  permute(builder: StepBuilder, value: IrValue<'permute'>, gradient: Picture): InputGradients {
    const { dims } = value.attributes
    const back = dims.map((_, axis) => dims.indexOf(axis + 1) + 1)
    return { activation: turn(builder, gradient, inputShape(builder, value), back) }
  },

  /** What was added is taken away; where pixels were taken, zeros come in. */
  frame2d(builder: StepBuilder, value: IrValue<'frame2d'>, gradient: Picture): InputGradients {
    const { top, bottom, left, right } = value.attributes
    const sides = [top, left, bottom, right].map((side) => -side)
    return { activation: reframe(builder, gradient, sides) }
  },
}

function cutOtherwise({ graph, pictures }: StepBuilder, x: Picture, shape: Picture['shape']): Picture {
  const plain = pictures.read(x, kerasForm(x.shape))
  return { shape, forms: { [kerasForm(shape)]: graph.add('Reshape', [plain, graph.int64s([-1, ...shape])]) } }
}

function turn({ graph, pictures }: StepBuilder, x: Picture, shape: Picture['shape'], dims: readonly number[]): Picture {
  const form = kerasForm(shape)
  return { shape, forms: { [form]: graph.add('Transpose', [pictures.read(x, form)], { perm: [0, ...dims] }) } }
}
