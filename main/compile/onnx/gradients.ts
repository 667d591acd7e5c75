import { elementCount } from '#shared/layers/shape.ts'
import type { IrValue, Op } from '../ir.ts'
import { countInside } from './average-pool.ts'
import { batchNormalizationGradient } from './batch-normalization.ts'
import { convInputGradient, convKernelGradient } from './conv-gradients.ts'
import { onnxPads } from './forward.ts'
import { maxPoolGradient } from './max-pool-gradient.ts'
import type { Name } from './onnx-graph.ts'
import { inputNames, inputShape, nameOf, onnxShape, type StepBuilder } from './step-builder.ts'

/** What a gradient rule is asked: the gradient of the loss by the value's output is `gradient`. */
export interface GradientQuestion {
  inputs: Name[]
  output: Name
  gradient: Name
  /** Whether anything that learns lies behind input 0; where not, its gradient is not computed. */
  isInputNeeded: boolean
}

/** Answers the gradients by each input; null where there is none or none is needed. */
type GradientRule<O extends Op> = (
  builder: StepBuilder,
  value: IrValue<O>,
  question: GradientQuestion,
) => (Name | null)[]

const rules = {
  input: () => [],
  weight: () => [],

  conv2d: (builder, value, { inputs: [x = '', kernel = '', bias], gradient, isInputNeeded }) => [
    isInputNeeded ? convInputGradient(builder, value, kernel, gradient) : null,
    convKernelGradient(builder, value, x, gradient),
    ...(bias === undefined ? [] : [sumPerChannel(builder, gradient, true)]),
  ],

  matMul: (builder, _value, { inputs: [x = '', kernel = '', bias], gradient, isInputNeeded }) => [
    isInputNeeded ? builder.graph.add('Gemm', [gradient, kernel], { transB: 1 }) : null,
    builder.graph.add('Gemm', [x, gradient], { transA: 1 }),
    ...(bias === undefined ? [] : [sumPerChannel(builder, gradient, false)]),
  ],

  biasAdd: (builder, value, { gradient }) => [gradient, sumPerChannel(builder, gradient, value.shape.length === 3)],

  maxPool2d: maxPoolGradient,

  /** Each pixel of a window gets its share; windows that overlap add up, as a transposed convolution with ones does. */
  averagePool2d: (builder, value, { gradient }) => {
    const { graph } = builder
    const { size, strides } = value.attributes
    const input = inputShape(builder, value, 0)
    const [height = 0, width = 0] = value.shape
    const [inputHeight = 0, inputWidth = 0, channels = 0] = input
    const inside = countInside(input, value.attributes)
    const shared = inside
      ? graph.add('Div', [gradient, graph.floats(inside, [height, width])])
      : graph.add('Mul', [gradient, graph.scalar(1 / elementCount(size))])
    const planes = graph.add('Reshape', [shared, graph.int64s([-1, 1, height, width])])
    const ones = graph.floats(new Array(elementCount(size)).fill(1), [1, 1, ...size])
    const pads = onnxPads(builder, value)
    const output_padding = [0, 1].map((axis) => {
      const covered = ([height, width][axis] ?? 0) - 1
      const reached = covered * (strides[axis] ?? 1) + (size[axis] ?? 1) - (pads[axis] ?? 0) - (pads[axis + 2] ?? 0)
      return ([inputHeight, inputWidth][axis] ?? 0) - reached
    })
    const spread = graph.add('ConvTranspose', [planes, ones], { kernel_shape: size, strides, pads, output_padding })
    return [graph.add('Reshape', [spread, graph.int64s([-1, channels, inputHeight, inputWidth])])]
  },

  globalAveragePool2d: (builder, value, { inputs: [x = ''], gradient }) => {
    const { graph } = builder
    const [height = 0, width = 0, channels = 0] = inputShape(builder, value, 0)
    const shared = graph.add('Mul', [gradient, graph.scalar(1 / (height * width))])
    const planes = graph.add('Reshape', [shared, graph.int64s([-1, channels, 1, 1])])
    return [graph.add('Expand', [planes, graph.add('Shape', [x])])]
  },

  flatten: (builder, value, { gradient }) => {
    const { graph } = builder
    const shape = inputShape(builder, value, 0)
    const [height = 0, width = 0] = shape
    if (height * width === 1) return [graph.add('Reshape', [gradient, graph.int64s([-1, ...onnxShape(shape)])])]
    const pictures = graph.add('Reshape', [gradient, graph.int64s([-1, ...shape])])
    return [graph.add('Transpose', [pictures], { perm: [0, 3, 1, 2] })]
  },

  dropout: (builder, value, { gradient }) => {
    const mask = builder.saved.get(value.id)?.mask
    return [mask === undefined ? gradient : builder.graph.add('Mul', [gradient, mask])]
  },

  batchNormalization: (builder, value, { inputs, gradient }) =>
    batchNormalizationGradient(builder, value, inputs, gradient),

  relu: ({ graph }, _value, { output, gradient }) => [graph.add('Mul', [gradient, isPositive(graph, output)])],

  /** dx = dy·y·(1 − y) */
  sigmoid: ({ graph }, _value, { output, gradient }) => [
    graph.add('Mul', [gradient, graph.add('Mul', [output, graph.add('Sub', [graph.scalar(1), output])])]),
  ],

  /** dx = dy·(1 − y²) */
  tanh: ({ graph }, _value, { output, gradient }) => [
    graph.add('Mul', [gradient, graph.add('Sub', [graph.scalar(1), graph.add('Mul', [output, output])])]),
  ],

  /** dx = y·(dy − Σ dy·y), the sum over the classes */
  softmax: ({ graph }, _value, { output, gradient }) => {
    const sum = graph.add('ReduceSum', [graph.add('Mul', [gradient, output]), graph.int64s([1])], { keepdims: 1 })
    return [graph.add('Mul', [output, graph.add('Sub', [gradient, sum])])]
  },
} satisfies { [O in Op]: GradientRule<O> }

/**
 * Writes the gradients of all trainable weights, from the gradients that the loss gives to some values.
 * Answers them by weight name, in ONNX's weight order.
 */
export function writeGradients(builder: StepBuilder, seeds: ReadonlyMap<number, Name>): Map<string, Name> {
  const needed = findLearning(builder)
  const gradients = new Map(seeds)
  const byWeight = new Map<string, Name>()
  for (const value of [...builder.ir.values].reverse()) {
    const gradient = gradients.get(value.id)
    if (gradient === undefined) continue
    if (value.op === 'weight') byWeight.set(value.attributes.name, gradient)
    const rule = rules[value.op] as GradientRule<Op>
    const answered = rule(builder, value, {
      inputs: inputNames(builder, value),
      output: nameOf(builder, value.id),
      gradient,
      isInputNeeded: needed.has(value.inputs[0] ?? -1),
    })
    for (const [index, id] of value.inputs.entries()) {
      const part = answered[index]
      if (part == null || !needed.has(id)) continue
      const sum = gradients.get(id)
      gradients.set(id, sum === undefined ? part : builder.graph.add('Add', [sum, part]))
    }
  }
  return byWeight
}

/** The trainable weights and all that depends on one. */
function findLearning({ ir }: StepBuilder): Set<number> {
  const learning = new Set<number>()
  for (const value of ir.values) {
    const isTrainable = value.op === 'weight' && value.attributes.isTrainable
    if (isTrainable || value.inputs.some((id) => learning.has(id))) learning.add(value.id)
  }
  return learning
}

/** 1 where a value is above 0, else 0, in one pass: a hard sigmoid that is all but vertical. */
function isPositive(graph: StepBuilder['graph'], name: Name): Name {
  return graph.add('HardSigmoid', [name], { alpha: { float: 3e38 }, beta: { float: 0 } })
}

/** Sums over the batch, and over the pixels of pictures. */
function sumPerChannel({ graph }: StepBuilder, name: Name, isPicture: boolean): Name {
  return graph.add('ReduceSum', [name, graph.int64s(isPicture ? [0, 2, 3] : [0])], { keepdims: 0 })
}
