import type { IrValue } from '../ir.ts'
import type { InputGradients } from './input-gradients.ts'
import type { Name } from './onnx-graph.ts'
import { kerasForm, type Picture, paddedChannels } from './picture.ts'
import { inputOf, inputShape, type StepBuilder } from './step-builder.ts'

export const rearrangeForward = {
  reshape: (builder: StepBuilder, value: IrValue<'reshape'>) =>
    cutOtherwise(builder, inputOf(builder, value), value.shape),

  permute: (builder: StepBuilder, value: IrValue<'permute'>) =>
    turn(builder, inputOf(builder, value), value.shape, value.attributes.dims),

  frame2d(builder: StepBuilder, value: IrValue<'frame2d'>): Picture {
    const { top, bottom, left, right } = value.attributes
    return reframe(builder, inputOf(builder, value), value.shape, [top, left, bottom, right])
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
    return { activation: reframe(builder, gradient, inputShape(builder, value), sides) }
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

/** Zeros around a picture; a negative number takes pixels away. `sides` are top, left, bottom, right. */
function reframe(builder: StepBuilder, x: Picture, shape: Picture['shape'], sides: number[]): Picture {
  const { graph, pictures } = builder
  const [height = 0, width = 0, channels = 0] = x.shape
  const form = pictures.present(x)
  const name = pictures.read(x, form)
  const [top = 0, left = 0, bottom = 0, right = 0] = sides
  const pad = (whole: Name, before: number[], after: number[]) =>
    graph.add('Pad', [whole, graph.int64s([...before, ...after])])
  if (form === 'nchw') {
    return { shape, forms: { nchw: pad(name, [0, 0, top, left], [0, 0, bottom, right]) } }
  }
  if (form === 'nhwc') {
    return { shape, forms: { nhwc: pad(name, [0, top, left, 0], [0, bottom, right, 0]) } }
  }
  const { blockSize } = pictures
  const padded = paddedChannels(channels, blockSize)
  const blocks = graph.add('Reshape', [name, graph.int64s([-1, padded / blockSize, height, width, blockSize])])
  const framed = pad(blocks, [0, 0, top, left, 0], [0, 0, bottom, right, 0])
  const [newHeight = 0, newWidth = 0] = shape
  return {
    shape,
    forms: { blocked: graph.add('Reshape', [framed, graph.int64s([-1, padded, newHeight, newWidth])]) },
  }
}
