import { elementCount } from '#shared/layers/shape.ts'
import type { IrValue, Op } from '../ir.ts'
import { activationGradients } from './activations.ts'
import { countInside } from './average-pool.ts'
import { batchNormalizationGradient } from './batch-normalization.ts'
import { geometryOf } from './conv-geometry.ts'
import { convInputGradient } from './conv-gradients.ts'
import { convKernelGradient } from './conv-kernel-gradients.ts'
import { globalMaxPoolGradient } from './global-max-pool.ts'
import {
  groupedInputGradient,
  groupedKernelGradient,
  transposedInputGradient,
  transposedKernelGradient,
} from './grouped-conv.ts'
import type { InputGradients } from './input-gradients.ts'
import { layerNormalizationGradient } from './layer-normalization.ts'
import { localResponseGradient } from './local-response-normalization.ts'
import { isPositive } from './masks.ts'
import { maxPoolGradient } from './max-pool-gradient.ts'
import { mergeGradients } from './merges.ts'
import type { Name } from './onnx-graph.ts'
import { sumPerChannel } from './per-channel.ts'
import { kerasForm, type Picture, pixelCount } from './picture.ts'
import { dropoutGradient, spatialDropoutGradient } from './random.ts'
import { rearrangeGradients } from './rearrange.ts'
import { activationOf, inputOf, inputShape, type StepBuilder, weightOf, zipElements } from './step-builder.ts'
import { upSampleGradient } from './up-sample.ts'
import { onnxPads } from './window-pads.ts'

/** `isInputNeeded`: whether anything that learns lies behind input 0. */
type GradientRule<O extends Op> = (
  builder: StepBuilder,
  value: IrValue<O>,
  gradient: Picture,
  isInputNeeded: boolean,
) => InputGradients

const rules = {
  input: () => ({}),

  conv2d: (builder, value, gradient, isInputNeeded) => ({
    ...(isInputNeeded
      ? {
          activation: convInputGradient(builder, geometryOf(builder, value), {
            kernel: weightOf(builder, value, 1) ?? '',
            gradient,
          }),
        }
      : {}),
    weights: [
      convKernelGradient(builder, geometryOf(builder, value), { x: inputOf(builder, value), gradient }),
      value.inputs[2] === undefined ? undefined : sumPerChannel(builder, gradient),
    ],
  }),

  groupedConv2d: (builder, value, gradient, isInputNeeded) => ({
    ...(isInputNeeded ? { activation: groupedInputGradient(builder, value, gradient) } : {}),
    weights: [
      groupedKernelGradient(builder, value, gradient),
      value.inputs[2] === undefined ? undefined : sumPerChannel(builder, gradient),
    ],
  }),

  conv2dTranspose: (builder, value, gradient, isInputNeeded) => ({
    ...(isInputNeeded ? { activation: transposedInputGradient(builder, value, gradient) } : {}),
    weights: [transposedKernelGradient(builder, value, gradient)],
  }),

  matMul: (builder, value, gradient, isInputNeeded) => {
    const { graph, pictures } = builder
    const rows = pictures.read(gradient, 'nchw')
    const x = pictures.read(inputOf(builder, value), 'nchw')
    const before = () => graph.add('Gemm', [rows, weightOf(builder, value, 1) ?? ''], { transB: 1 })
    return {
      ...(isInputNeeded ? { activation: { shape: inputShape(builder, value), forms: { nchw: before() } } } : {}),
      weights: [
        graph.add('Gemm', [x, rows], { transA: 1 }),
        value.inputs[2] === undefined ? undefined : sumPerChannel(builder, gradient),
      ],
    }
  },

  biasAdd: (builder, _value, gradient) => ({ activation: gradient, weights: [sumPerChannel(builder, gradient)] }),

  maxPool2d: (builder, value, gradient) => ({ activation: maxPoolGradient(builder, value, gradient) }),

  /** Each pixel of a window gets its share; windows that overlap add up, as a transposed convolution with ones does. */
  averagePool2d: (builder, value, gradient) => {
    const { graph, pictures } = builder
    const { size, strides } = value.attributes
    const shape = inputShape(builder, value)
    const [height = 0, width = 0, channels = 0] = shape
    const inside = countInside(shape, value.attributes)
    const plain = pictures.read(gradient, 'nchw')
    const shared = inside
      ? graph.add('Div', [plain, graph.floats(inside, value.shape.slice(0, 2))])
      : graph.add('Mul', [plain, graph.scalar(1 / elementCount(size))])
    const planes = graph.add('Reshape', [shared, graph.int64s([-1, 1, ...value.shape.slice(0, 2)])])
    const ones = graph.floats(new Array(elementCount(size)).fill(1), [1, 1, ...size])
    const pads = onnxPads(builder, value)
    const output_padding = [0, 1].map((axis) => {
      const last = ((value.shape[axis] ?? 0) - 1) * (strides[axis] ?? 1)
      return (shape[axis] ?? 0) - (last + (size[axis] ?? 1) - (pads[axis] ?? 0) - (pads[axis + 2] ?? 0))
    })
    const spread = graph.add('ConvTranspose', [planes, ones], { kernel_shape: size, strides, pads, output_padding })
    const nchw = graph.add('Reshape', [spread, graph.int64s([-1, channels, height, width])])
    return { activation: { shape, forms: { nchw } } }
  },

  globalAveragePool2d: (builder, value, gradient) => {
    const { graph, pictures } = builder
    const shape = inputShape(builder, value)
    const channels = shape[2] ?? 0
    const shared = graph.add('Mul', [pictures.read(gradient, 'nchw'), graph.scalar(1 / pixelCount(shape))])
    const planes = graph.add('Reshape', [shared, graph.int64s([-1, channels, 1, 1])])
    const ones = graph.floats(new Array(pixelCount(shape)).fill(1), shape.slice(0, 2))
    return { activation: { shape, forms: { nchw: graph.add('Mul', [planes, ones]) } } }
  },

  flatten: (builder, value, gradient) => {
    const { graph, pictures } = builder
    const shape = inputShape(builder, value)
    const plain = graph.add('Reshape', [pictures.read(gradient, 'nchw'), graph.int64s([-1, ...shape])])
    return { activation: { shape, forms: { [kerasForm(shape)]: plain } } }
  },

  dropout: dropoutGradient,
  spatialDropout2d: spatialDropoutGradient,
  gaussianNoise: (_builder, _value, gradient) => ({ activation: gradient }),
  layerNormalization: layerNormalizationGradient,
  localResponseNormalization: localResponseGradient,

  batchNormalization: batchNormalizationGradient,

  relu: (builder, value, gradient) => ({
    activation: zipElements(builder, [activationOf(builder, value.id), gradient], (y, dy) =>
      builder.graph.add('Mul', [dy, isPositive(builder.graph, y)]),
    ),
  }),

  /** dx = dy·y·(1 − y) */
  sigmoid: (builder, value, gradient) => ({
    activation: zipElements(builder, [activationOf(builder, value.id), gradient], (y, dy) => {
      const { graph } = builder
      return graph.add('Mul', [dy, graph.add('Mul', [y, graph.add('Sub', [graph.scalar(1), y])])])
    }),
  }),

  /** dx = dy·(1 − y²) */
  tanh: (builder, value, gradient) => ({
    activation: zipElements(builder, [activationOf(builder, value.id), gradient], (y, dy) => {
      const { graph } = builder
      return graph.add('Mul', [dy, graph.add('Sub', [graph.scalar(1), graph.add('Mul', [y, y])])])
    }),
  }),

  /** dx = y·(dy − Σ dy·y), the sum over the classes */
  softmax: (builder, value, gradient) => {
    const { graph, pictures } = builder
    const dy = pictures.read(gradient, 'nchw')
    const y = pictures.read(activationOf(builder, value.id), 'nchw')
    const axis = graph.int64s([value.shape.length === 2 ? 2 : 1])
    const sum = graph.add('ReduceSum', [graph.add('Mul', [dy, y]), axis], { keepdims: 1 })
    return { activation: { shape: value.shape, forms: { nchw: graph.add('Mul', [y, graph.add('Sub', [dy, sum])]) } } }
  },

  ...activationGradients,
  ...mergeGradients,
  ...rearrangeGradients,
  upSample2d: upSampleGradient,
  globalMaxPool2d: globalMaxPoolGradient,
} satisfies { [O in Exclude<Op, 'weight'>]: GradientRule<O> }

/**
 * Writes the gradients of all trainable weights, from the gradients that the loss gives to some values.
 * Answers them by weight name, in the order of the parameter vector.
 */
export function writeGradients(builder: StepBuilder, seeds: ReadonlyMap<number, Picture>): Map<string, Name> {
  const learning = findLearning(builder)
  const gradients = new Map(seeds)
  const byWeight = new Map<string, Name>()
  for (const value of [...builder.ir.values].reverse()) {
    const gradient = gradients.get(value.id)
    if (gradient === undefined || value.op === 'weight') continue
    const [before = -1, ...weights] = value.inputs
    const rule = rules[value.op] as GradientRule<Op>
    const answer = rule(builder, value, gradient, learning.has(before))
    if (answer.activation && learning.has(before)) addGradient(builder, gradients, before, answer.activation)
    for (const [index, part] of (answer.inputs ?? []).entries()) {
      const id = value.inputs[index] ?? -1
      if (part && learning.has(id)) addGradient(builder, gradients, id, part)
    }
    for (const [index, id] of weights.entries()) {
      const weight = builder.values.get(id)
      const part = answer.weights?.[index]
      if (weight?.op === 'weight' && part !== undefined) byWeight.set(weight.attributes.name, part)
    }
  }
  return byWeight
}

/** Values that are used more than once get the sum of what comes back. */
function addGradient(builder: StepBuilder, gradients: Map<number, Picture>, id: number, part: Picture): void {
  const sum = gradients.get(id)
  gradients.set(id, sum ? zipElements(builder, [sum, part], (a, b) => builder.graph.add('Add', [a, b])) : part)
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
