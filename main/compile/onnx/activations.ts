import type { AnyIrValue, IrValue } from '../ir.ts'
import type { InputGradients } from './input-gradients.ts'
import { isPositive } from './masks.ts'
import type { Name, OnnxGraph } from './onnx-graph.ts'
import { kerasForm, type Picture } from './picture.ts'
import { activationOf, inputOf, mapElements, type StepBuilder, weightOf, zipElements } from './step-builder.ts'

/** Klambauer et al. 2017, arXiv:1706.02515. */
const seluScale = 1.0507009873554805
const seluAlpha = 1.6732632423543772

export const activationForward = {
  relu6: (builder: StepBuilder, value: IrValue<'relu6'>) =>
    each(builder, value, ({ graph }, x) => graph.add('Clip', [x, graph.scalar(0), graph.scalar(6)])),

  leakyRelu: (builder: StepBuilder, value: IrValue<'leakyRelu'>) =>
    each(builder, value, ({ graph }, x) => graph.add('LeakyRelu', [x], { alpha: { float: value.attributes.alpha } })),

  elu: (builder: StepBuilder, value: IrValue<'elu'>) =>
    each(builder, value, ({ graph }, x) => graph.add('Elu', [x], { alpha: { float: value.attributes.alpha } })),

  selu: (builder: StepBuilder, value: IrValue<'selu'>) =>
    each(builder, value, ({ graph }, x) =>
      graph.add('Selu', [x], { alpha: { float: seluAlpha }, gamma: { float: seluScale } }),
    ),

  /** x·Φ(x), exact: with the error function. */
  gelu: (builder: StepBuilder, value: IrValue<'gelu'>) =>
    each(builder, value, ({ graph }, x) => graph.add('Gelu', [x])),

  /** x·sigmoid(x); the sigmoid is kept for the way back. */
  swish(builder: StepBuilder, value: IrValue<'swish'>): Picture {
    const { graph } = builder
    const x = inputOf(builder, value)
    const sigmoid = mapElements(builder, x, (name) => graph.add('Sigmoid', [name]))
    builder.activations.set(-1 - value.id, sigmoid)
    return zipElements(builder, [x, sigmoid], (name, factor) => graph.add('Mul', [name, factor]))
  },

  softplus: (builder: StepBuilder, value: IrValue<'softplus'>) =>
    each(builder, value, ({ graph }, x) => graph.add('Softplus', [x])),

  softsign: (builder: StepBuilder, value: IrValue<'softsign'>) =>
    each(builder, value, ({ graph }, x) => graph.add('Softsign', [x])),

  /** clip(0.2·x + 0.5, 0, 1), as in Keras 2 and tfjs. */
  hardSigmoid: (builder: StepBuilder, value: IrValue<'hardSigmoid'>) =>
    each(builder, value, ({ graph }, x) =>
      graph.add('HardSigmoid', [x], { alpha: { float: 0.2 }, beta: { float: 0.5 } }),
    ),

  /** In Keras's order, in which the slopes lie. */
  prelu(builder: StepBuilder, value: IrValue<'prelu'>): Picture {
    const { graph, pictures } = builder
    const form = kerasForm(value.shape)
    const inputs = [pictures.read(inputOf(builder, value), form), weightOf(builder, value, 1) ?? '']
    return { shape: value.shape, forms: { [form]: graph.add('PRelu', inputs) } }
  },
}

/** Gradients by x: dy times the slope. */
export const activationGradients = {
  relu6: (builder: StepBuilder, value: IrValue<'relu6'>, gradient: Picture) =>
    times(builder, activationOf(builder, value.id), gradient, (graph, y) =>
      graph.add('Mul', [isPositive(graph, y), isPositive(graph, graph.add('Sub', [graph.scalar(6), y]))]),
    ),

  leakyRelu: (builder: StepBuilder, value: IrValue<'leakyRelu'>, gradient: Picture) =>
    times(builder, inputOf(builder, value), gradient, (graph, x) => {
      const { alpha } = value.attributes
      return graph.add('Add', [graph.add('Mul', [isPositive(graph, x), graph.scalar(1 - alpha)]), graph.scalar(alpha)])
    }),

  elu: (builder: StepBuilder, value: IrValue<'elu'>, gradient: Picture) =>
    times(builder, activationOf(builder, value.id), gradient, (graph, y) =>
      exponentialSlope(graph, y, 1, value.attributes.alpha),
    ),

  selu: (builder: StepBuilder, value: IrValue<'selu'>, gradient: Picture) =>
    times(builder, activationOf(builder, value.id), gradient, (graph, y) =>
      exponentialSlope(graph, y, seluScale, seluScale * seluAlpha),
    ),

  /** Φ(x) + x·φ(x), of the normal distribution. */
  gelu: (builder: StepBuilder, value: IrValue<'gelu'>, gradient: Picture) =>
    times(builder, inputOf(builder, value), gradient, (graph, x) => {
      const error = graph.add('Erf', [graph.add('Mul', [x, graph.scalar(Math.SQRT1_2)])])
      const share = graph.add('Mul', [graph.add('Add', [error, graph.scalar(1)]), graph.scalar(0.5)])
      const square = graph.add('Mul', [graph.add('Mul', [x, x]), graph.scalar(-0.5)])
      const density = graph.add('Mul', [graph.add('Exp', [square]), graph.scalar(1 / Math.sqrt(2 * Math.PI))])
      return graph.add('Add', [share, graph.add('Mul', [x, density])])
    }),

  /** s + y·(1 − s), with s = sigmoid(x) */
  swish(builder: StepBuilder, value: IrValue<'swish'>, gradient: Picture): InputGradients {
    const { graph } = builder
    const sigmoid = activationOf(builder, -1 - value.id)
    const slope = zipElements(builder, [sigmoid, activationOf(builder, value.id)], (s, y) =>
      graph.add('Add', [s, graph.add('Mul', [y, graph.add('Sub', [graph.scalar(1), s])])]),
    )
    return times(builder, slope, gradient, (_graph, name) => name)
  },

  softplus: (builder: StepBuilder, value: IrValue<'softplus'>, gradient: Picture) =>
    times(builder, inputOf(builder, value), gradient, (graph, x) => graph.add('Sigmoid', [x])),

  /** 1/(1 + |x|)² */
  softsign: (builder: StepBuilder, value: IrValue<'softsign'>, gradient: Picture) =>
    times(builder, inputOf(builder, value), gradient, (graph, x) => {
      const sum = graph.add('Add', [graph.add('Abs', [x]), graph.scalar(1)])
      return graph.add('Reciprocal', [graph.add('Mul', [sum, sum])])
    }),

  hardSigmoid: (builder: StepBuilder, value: IrValue<'hardSigmoid'>, gradient: Picture) =>
    times(builder, activationOf(builder, value.id), gradient, (graph, y) => {
      const isBelow = isPositive(graph, graph.add('Sub', [graph.scalar(1), y]))
      return graph.add('Mul', [graph.add('Mul', [isPositive(graph, y), isBelow]), graph.scalar(0.2)])
    }),

  prelu: preluGradient,
}

/** dx = dy·(1 or α), dα = Σ dy·min(x, 0) over the batch and the axes along which the slope is shared. */
function preluGradient(builder: StepBuilder, value: IrValue<'prelu'>, gradient: Picture): InputGradients {
  const { graph, pictures } = builder
  const form = kerasForm(value.shape)
  const dy = pictures.read(gradient, form)
  const x = pictures.read(inputOf(builder, value), form)
  const alpha = weightOf(builder, value, 1) ?? ''
  const mask = isPositive(graph, x)
  const less = graph.add('Mul', [graph.add('Sub', [graph.scalar(1), mask]), alpha])
  const dx = graph.add('Mul', [dy, graph.add('Add', [mask, less])])
  const slopes = builder.values.get(value.inputs[1] ?? -1)?.shape ?? []
  const shared = slopes.flatMap((size, axis) => (size === 1 ? [axis + 1] : []))
  const products = graph.add('Mul', [dy, graph.add('Min', [x, graph.scalar(0)])])
  return {
    activation: { shape: value.shape, forms: { [form]: dx } },
    weights: [graph.add('ReduceSum', [products, graph.int64s([0, ...shared])], { keepdims: 0 })],
  }
}

function each(builder: StepBuilder, value: AnyIrValue, write: (builder: StepBuilder, x: Name) => Name): Picture {
  return mapElements(builder, inputOf(builder, value), (x) => write(builder, x))
}

/** The gradient times a slope that comes from `source`. */
function times(
  builder: StepBuilder,
  source: Picture,
  gradient: Picture,
  slope: (graph: OnnxGraph, name: Name) => Name,
): InputGradients {
  const { graph } = builder
  return {
    activation: zipElements(builder, [source, gradient], (name, dy) => graph.add('Mul', [dy, slope(graph, name)])),
  }
}

/** From y: `right` above 0, and y + `left` below, where y is left·(eˣ − 1). */
function exponentialSlope(graph: OnnxGraph, y: Name, right: number, left: number): Name {
  const falling = graph.add('Add', [graph.add('Min', [y, graph.scalar(0)]), graph.scalar(left)])
  if (right === left) return falling
  return graph.add('Add', [falling, graph.add('Mul', [isPositive(graph, y), graph.scalar(right - left)])])
}
