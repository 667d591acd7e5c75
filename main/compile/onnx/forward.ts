import { windowPadding } from '#shared/layers/window.ts'
import type { AnyIrValue, IrValue, Op, WindowAttributes } from '../ir.ts'
import { countInside } from './average-pool.ts'
import { batchNormalizationForward } from './batch-normalization.ts'
import type { Name } from './onnx-graph.ts'
import { inputNames, inputShape, type StepBuilder } from './step-builder.ts'

type ForwardRule<O extends Op> = (builder: StepBuilder, value: IrValue<O>, inputs: Name[]) => Name

/** How each operation is said in ONNX. Pictures come and go as NCHW. */
const rules = {
  /** uint8 NHWC pictures → float NCHW between 0 and 1. */
  input: ({ graph }, value) => {
    const [height = 0, width = 0, channels = 0] = value.shape
    const pixels = graph.input('pixels', 'uint8', ['batch', height, width, channels])
    const scaled = graph.add('Mul', [graph.add('Cast', [pixels], { to: 1 }), graph.scalar(1 / 255)])
    return channels === 1
      ? graph.add('Reshape', [scaled, graph.int64s([-1, 1, height, width])])
      : graph.add('Transpose', [scaled], { perm: [0, 3, 1, 2] })
  },

  weight: (_builder, value) => {
    throw new Error(`weight "${value.attributes.name}" is in no parameter vector`)
  },

  conv2d: (builder, value, inputs) =>
    builder.graph.add('Conv', inputs, {
      kernel_shape: value.attributes.size,
      strides: value.attributes.strides,
      pads: onnxPads(builder, value),
    }),

  matMul: ({ graph }, _value, inputs) => graph.add(inputs.length === 3 ? 'Gemm' : 'MatMul', inputs),

  biasAdd: ({ graph }, value, [x = '', bias = '']) =>
    graph.add('Add', [x, value.shape.length === 3 ? graph.add('Reshape', [bias, graph.int64s([-1, 1, 1])]) : bias]),

  maxPool2d: (builder, value, inputs) => {
    const { size, strides } = value.attributes
    const [pooled = '', indices = ''] = builder.graph.addMany('MaxPool', inputs, {
      attributes: { kernel_shape: size, strides, pads: onnxPads(builder, value) },
      outputs: builder.isTraining ? 2 : 1,
    })
    builder.saved.set(value.id, { indices })
    return pooled
  },

  averagePool2d: (builder, value, inputs) => {
    const { size, strides } = value.attributes
    const attributes = { kernel_shape: size, strides, pads: onnxPads(builder, value), count_include_pad: 1 }
    const mean = builder.graph.add('AveragePool', inputs, attributes)
    const inside = countInside(inputShape(builder, value, 0), value.attributes)
    if (!inside) return mean
    const [height = 0, width = 0] = value.shape
    const share = inside.map((count) => (size[0] * size[1]) / count)
    return builder.graph.add('Mul', [mean, builder.graph.floats(share, [height, width])])
  },

  globalAveragePool2d: ({ graph }, value, inputs) =>
    graph.add('Reshape', [graph.add('GlobalAveragePool', inputs), graph.int64s([-1, value.shape[0] ?? 0])]),

  flatten: (builder, value, [x = '']) => {
    const { graph } = builder
    const [height = 0, width = 0] = inputShape(builder, value, 0)
    const rows = height * width === 1 ? x : graph.add('Transpose', [x], { perm: [0, 2, 3, 1] })
    return graph.add('Reshape', [rows, graph.int64s([-1, value.shape[0] ?? 0])])
  },

  dropout: (builder, value, [x = '']) => {
    if (!builder.isTraining) return x
    const { graph } = builder
    const fed = graph.input(dropoutInput(value), 'float', ['batch', ...value.shape])
    const mask = value.shape.length === 3 ? graph.add('Transpose', [fed], { perm: [0, 3, 1, 2] }) : fed
    builder.saved.set(value.id, { mask })
    return graph.add('Mul', [x, mask])
  },

  batchNormalization: batchNormalizationForward,

  relu: ({ graph }, _value, inputs) => graph.add('Relu', inputs),
  sigmoid: ({ graph }, _value, inputs) => graph.add('Sigmoid', inputs),
  tanh: ({ graph }, _value, inputs) => graph.add('Tanh', inputs),
  softmax: ({ graph }, _value, inputs) => graph.add('Softmax', inputs, { axis: 1 }),
} satisfies { [O in Op]: ForwardRule<O> }

/** Writes all values of the IR that are not there yet; returns nothing, see `names`. */
export function writeForward(builder: StepBuilder): void {
  for (const value of builder.ir.values) {
    if (builder.names.has(value.id)) continue
    const rule = rules[value.op] as ForwardRule<Op>
    builder.names.set(value.id, rule(builder, value, inputNames(builder, value)))
  }
}

/** The graph's input that takes a dropout's mask, `[batch, ...NHWC]`. */
export function dropoutInput(value: IrValue<'dropout'>): Name {
  return `mask_${value.attributes.index}`
}

/** `[top, left, bottom, right]`, as TensorFlow pads. */
export function onnxPads(builder: StepBuilder, value: AnyIrValue & { attributes: WindowAttributes }): number[] {
  const [height = 0, width = 0] = inputShape(builder, value, 0)
  const { size, strides, padding } = value.attributes
  const [top, bottom] = windowPadding(height, size[0], strides[0], padding)
  const [left, right] = windowPadding(width, size[1], strides[1], padding)
  return [top, left, bottom, right]
}
