import { elementCount } from '#shared/layers/shape.ts'
import type { IrValue } from '../ir.ts'
import type { InputGradients } from './input-gradients.ts'
import type { Name } from './onnx-graph.ts'
import { scaleChannels, sumPerChannel } from './per-channel.ts'
import type { Picture } from './picture.ts'
import { inputOf, mapElements, type StepBuilder, zipElements } from './step-builder.ts'

type BatchNormalization = IrValue<'batchNormalization'>

/** The parts of a batchNormalization's inputs; gamma and beta are null where the layer has none. */
function parts(builder: StepBuilder, value: BatchNormalization) {
  const { hasScale, hasCenter } = value.attributes
  const [, ...rest] = value.inputs.map((id) => builder.weights.get(id) ?? '')
  const gamma = hasScale ? (rest.shift() ?? null) : null
  const beta = hasCenter ? (rest.shift() ?? null) : null
  const [movingMean = '', movingVariance = ''] = rest
  return { gamma, beta, movingMean, movingVariance }
}

/**
 * y = γ·(x − μ)/√(σ² + ε) + β, per channel. In training μ and σ² are the batch's (σ² biased), else, and where the layer is
 * frozen, the moving ones.
 */
export function batchNormalizationForward(builder: StepBuilder, value: BatchNormalization): Picture {
  const { gamma, beta, movingMean, movingVariance } = parts(builder, value)
  const x = inputOf(builder, value)
  if (!builder.isTraining || value.attributes.isFrozen) {
    const inverse = invertDeviation(builder, value, movingVariance)
    builder.saved.set(value.id, { inverse })
    const factor = multiply(builder, inverse, gamma)
    const shift = builder.graph.add('Mul', [movingMean, factor])
    const offset = beta === null ? builder.graph.add('Neg', [shift]) : builder.graph.add('Sub', [beta, shift])
    return scaleChannels(builder, x, { factor, offset })
  }
  const { mean, variance, centered } = batchStatistics(builder, value, x)
  rememberStatistics(builder, value, [mean, variance])
  const inverse = invertDeviation(builder, value, variance)
  const form = builder.pictures.present(centered)
  builder.saved.set(value.id, { [form]: builder.pictures.read(centered, form), inverse })
  return scaleChannels(builder, centered, { factor: multiply(builder, inverse, gamma), offset: beta })
}

/**
 * dβ = Σ dy, dγ = Σ dy·x̂, dx = γ/√(σ² + ε) · (dy − mean(dy) − x̂·mean(dy·x̂)), sums over batch and pixels.
 * Source: Ioffe and Szegedy 2015, arXiv:1502.03167, section 3.
 */
export function batchNormalizationGradient(
  builder: StepBuilder,
  value: BatchNormalization,
  gradient: Picture,
): InputGradients {
  const { graph } = builder
  const { gamma, beta } = parts(builder, value)
  const { inverse = '', ...forms } = builder.saved.get(value.id) ?? {}
  const factor = multiply(builder, inverse, gamma)
  if (value.attributes.isFrozen) return { activation: scaleChannels(builder, gradient, { factor, offset: null }) }

  const centered: Picture = { shape: value.shape, forms }
  const count = countPerChannel(builder, value)
  const product = zipElements(builder, [centered, gradient], (x, dy) => graph.add('Mul', [x, dy]))
  const gradientSum = sumPerChannel(builder, inFormOf(builder, gradient, centered))
  const productSum = graph.add('Mul', [sumPerChannel(builder, product), inverse])
  const share = graph.add('Neg', [graph.add('Div', [factor, count])])
  const slope = graph.add('Mul', [graph.add('Mul', [productSum, inverse]), share])
  const correction = scaleChannels(builder, centered, {
    factor: slope,
    offset: graph.add('Mul', [gradientSum, share]),
  })
  return {
    activation: scaleChannels(builder, inFormOf(builder, gradient, centered), {
      factor,
      offset: null,
      more: correction,
    }),
    weights: [...(gamma === null ? [] : [productSum]), ...(beta === null ? [] : [gradientSum])],
  }
}

/** Mean and biased variance over the batch and the pixels, `[channels]`, and x less the mean. */
function batchStatistics(builder: StepBuilder, value: BatchNormalization, x: Picture) {
  const { graph } = builder
  const count = countPerChannel(builder, value)
  const mean = graph.add('Div', [sumPerChannel(builder, x), count])
  const centered = scaleChannels(builder, x, { factor: null, offset: graph.add('Neg', [mean]) })
  const squares = mapElements(builder, centered, (name) => graph.add('Mul', [name, name]))
  return { mean, variance: graph.add('Div', [sumPerChannel(builder, squares), count]), centered }
}

/** `1/√(σ² + ε)` */
function invertDeviation({ graph }: StepBuilder, { attributes }: BatchNormalization, variance: Name): Name {
  return graph.add('Reciprocal', [graph.add('Sqrt', [graph.add('Add', [variance, graph.scalar(attributes.epsilon)])])])
}

/** How many numbers of a batch share one channel, `[1]`. */
function countPerChannel({ graph }: StepBuilder, { shape }: BatchNormalization): Name {
  const pictures = graph.add('Cast', [graph.add('Shape', ['pixels'], { start: 0, end: 1 })], { to: 1 })
  return graph.add('Mul', [pictures, graph.scalar(elementCount(shape.slice(0, -1)))])
}

/** moving ← m·moving + (1 − m)·batch, the variance biased, as tfjs has it. */
function rememberStatistics(
  builder: StepBuilder,
  value: BatchNormalization,
  fresh: [mean: Name, variance: Name],
): void {
  const { graph } = builder
  const { momentum } = value.attributes
  for (const [index, inputId] of value.inputs.slice(-2).entries()) {
    const weight = builder.values.get(inputId)
    if (weight?.op !== 'weight') continue
    const kept = graph.add('Mul', [builder.weights.get(inputId) ?? '', graph.scalar(momentum)])
    const next = graph.add('Add', [kept, graph.add('Mul', [fresh[index] ?? '', graph.scalar(1 - momentum)])])
    builder.updatedStatistics.set(weight.attributes.name, next)
  }
}

function multiply({ graph }: StepBuilder, vector: Name, factor: Name | null): Name {
  return factor === null ? vector : graph.add('Mul', [vector, factor])
}

function inFormOf({ pictures }: StepBuilder, picture: Picture, other: Picture): Picture {
  const form = pictures.present(other)
  return { shape: picture.shape, forms: { [form]: pictures.read(picture, form) } }
}
