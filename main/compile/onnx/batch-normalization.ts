import type { IrValue } from '../ir.ts'
import type { InputGradients } from './gradients.ts'
import type { Name } from './onnx-graph.ts'
import type { Picture } from './picture.ts'
import { inputOf, inputShape, type StepBuilder } from './step-builder.ts'

/** The parts of a batchNormalization's inputs; gamma and beta are null where the layer has none. */
function parts(builder: StepBuilder, value: IrValue<'batchNormalization'>) {
  const { hasScale, hasCenter } = value.attributes
  const [, ...rest] = value.inputs.map((id) => builder.weights.get(id) ?? '')
  const gamma = hasScale ? (rest.shift() ?? null) : null
  const beta = hasCenter ? (rest.shift() ?? null) : null
  const [movingMean = '', movingVariance = ''] = rest
  return { x: builder.pictures.read(inputOf(builder, value), 'nchw'), gamma, beta, movingMean, movingVariance }
}

/** y = γ·(x − μ)/√(σ² + ε) + β, per channel. In training μ and σ² are the batch's (σ² biased), else the moving ones. */
export function batchNormalizationForward(builder: StepBuilder, value: IrValue<'batchNormalization'>): Picture {
  const { graph } = builder
  const { x, gamma, beta, movingMean, movingVariance } = parts(builder, value)
  const perChannel = (vector: Name) => toChannels(builder, value, vector)
  const statistics = builder.isTraining ? batchStatistics(builder, value, x) : null
  if (statistics) rememberStatistics(builder, value, statistics)
  const mean = statistics?.mean ?? perChannel(movingMean)
  const variance = statistics?.variance ?? perChannel(movingVariance)
  const deviation = graph.add('Sqrt', [graph.add('Add', [variance, graph.scalar(value.attributes.epsilon)])])
  const inverse = graph.add('Div', [graph.scalar(1), deviation])
  const normalized = graph.add('Mul', [statistics?.centered ?? graph.add('Sub', [x, mean]), inverse])
  builder.saved.set(value.id, { normalized, inverse })
  const scaled = gamma === null ? normalized : graph.add('Mul', [normalized, perChannel(gamma)])
  const shifted = beta === null ? scaled : graph.add('Add', [scaled, perChannel(beta)])
  return { shape: value.shape, forms: { nchw: shifted } }
}

/**
 * dβ = Σ dy, dγ = Σ dy·x̂, dx = γ/√(σ² + ε) · (dy − mean(dy) − x̂·mean(dy·x̂)), sums over batch and pixels.
 * Source: Ioffe and Szegedy 2015, arXiv:1502.03167, section 3.
 */
export function batchNormalizationGradient(
  builder: StepBuilder,
  value: IrValue<'batchNormalization'>,
  answer: Picture,
): InputGradients {
  const { graph } = builder
  const { gamma, beta } = parts(builder, value)
  const gradient = builder.pictures.read(answer, 'nchw')
  const { normalized = '', inverse = '' } = builder.saved.get(value.id) ?? {}
  const axes = graph.int64s(value.shape.length === 3 ? [0, 2, 3] : [0])
  const channels = graph.int64s([value.shape.at(-1) ?? 0])
  const product = graph.add('Mul', [gradient, normalized])
  const meanGradient = graph.add('ReduceMean', [gradient, axes], { keepdims: 1 })
  const meanProduct = graph.add('ReduceMean', [product, axes], { keepdims: 1 })
  const residual = graph.add('Sub', [
    graph.add('Sub', [gradient, meanGradient]),
    graph.add('Mul', [normalized, meanProduct]),
  ])
  const factor = gamma === null ? inverse : graph.add('Mul', [inverse, toChannels(builder, value, gamma)])
  const sum = (name: Name) => graph.add('Reshape', [graph.add('ReduceSum', [name, axes], { keepdims: 0 }), channels])
  return {
    activation: { shape: value.shape, forms: { nchw: graph.add('Mul', [residual, factor]) } },
    weights: [...(gamma === null ? [] : [sum(product)]), ...(beta === null ? [] : [sum(gradient)])],
  }
}

interface Statistics {
  mean: Name
  variance: Name
  centered: Name
}

/** Mean and biased variance over the batch and the pixels, as `[1, channels, 1, 1]` or `[1, channels]`. */
function batchStatistics({ graph }: StepBuilder, value: IrValue<'batchNormalization'>, x: Name): Statistics {
  const axes = graph.int64s(value.shape.length === 3 ? [0, 2, 3] : [0])
  const mean = graph.add('ReduceMean', [x, axes], { keepdims: 1 })
  const centered = graph.add('Sub', [x, mean])
  const variance = graph.add('ReduceMean', [graph.add('Mul', [centered, centered]), axes], { keepdims: 1 })
  return { mean, variance, centered }
}

/** moving ← m·moving + (1 − m)·batch, the variance biased, as tfjs has it. */
function rememberStatistics(builder: StepBuilder, value: IrValue<'batchNormalization'>, batch: Statistics): void {
  const { graph } = builder
  const { momentum } = value.attributes
  const channels = graph.int64s([value.shape.at(-1) ?? 0])
  const fresh = [batch.mean, batch.variance]
  for (const [index, inputId] of value.inputs.slice(-2).entries()) {
    const weight = builder.values.get(inputId)
    if (weight?.op !== 'weight') continue
    const flat = graph.add('Reshape', [fresh[index] ?? '', channels])
    const kept = graph.add('Mul', [builder.weights.get(inputId) ?? '', graph.scalar(momentum)])
    const next = graph.add('Add', [kept, graph.add('Mul', [flat, graph.scalar(1 - momentum)])])
    builder.updatedStatistics.set(weight.attributes.name, next)
  }
}

/** A `[channels]` vector, shaped to go along a picture's channels. */
function toChannels(builder: StepBuilder, value: IrValue<'batchNormalization'>, vector: Name): Name {
  const isPicture = inputShape(builder, value).length === 3
  return isPicture ? builder.graph.add('Reshape', [vector, builder.graph.int64s([1, -1, 1, 1])]) : vector
}
