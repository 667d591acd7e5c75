import type { IrValue } from '../ir.ts'
import type { InputGradients } from './input-gradients.ts'
import type { Name } from './onnx-graph.ts'
import type { Form, Picture } from './picture.ts'
import { inputOf, type StepBuilder } from './step-builder.ts'

type LayerNormalization = IrValue<'layerNormalization'>

/** The form with the channels innermost. */
function formOf({ shape }: Pick<Picture, 'shape'>): Form {
  return shape.length === 3 ? 'nhwc' : 'nchw'
}

function parts(builder: StepBuilder, { inputs, attributes }: LayerNormalization) {
  const rest = inputs.slice(1).map((id) => builder.weights.get(id) ?? '')
  const gamma = attributes.hasScale ? (rest.shift() ?? null) : null
  return { gamma, beta: attributes.hasCenter ? (rest.shift() ?? null) : null }
}

/** y = γ·(x − μ)/√(σ² + ε) + β, with μ and σ² (biased) over the channels of each pixel. */
export function layerNormalizationForward(builder: StepBuilder, value: LayerNormalization): Picture {
  const { graph, pictures } = builder
  const { gamma, beta } = parts(builder, value)
  const form = formOf(value)
  const channels = value.shape.at(-1) ?? 0
  const inputs = [
    pictures.read(inputOf(builder, value), form),
    gamma ?? graph.floats(new Array(channels).fill(1)),
    ...(beta === null ? [] : [beta]),
  ]
  const [y = '', mean = '', inverse = ''] = graph.addMany('LayerNormalization', inputs, {
    attributes: { axis: -1, epsilon: { float: value.attributes.epsilon } },
    outputs: builder.isTraining ? 3 : 1,
  })
  builder.saved.set(value.id, { mean, inverse })
  return { shape: value.shape, forms: { [form]: y } }
}

/**
 * dβ = Σ dy, dγ = Σ dy·x̂ over all pixels, dx = (g − mean(g) − x̂·mean(g·x̂))/√(σ² + ε) with g = γ·dy, means over the
 * channels. Source: Ba, Kiros and Hinton 2016, arXiv:1607.06450.
 */
export function layerNormalizationGradient(
  builder: StepBuilder,
  value: LayerNormalization,
  gradient: Picture,
): InputGradients {
  const { graph, pictures } = builder
  const { gamma, beta } = parts(builder, value)
  const { mean = '', inverse = '' } = builder.saved.get(value.id) ?? {}
  const form = formOf(value)
  const dy = pictures.read(gradient, form)
  const x = pictures.read(inputOf(builder, value), form)
  const normalized = graph.add('Mul', [graph.add('Sub', [x, mean]), inverse])
  const sumOverPixels = (name: Name) => {
    const rows = graph.add('Reshape', [name, graph.int64s([-1, value.shape.at(-1) ?? 0])])
    return graph.add('ReduceSum', [rows, graph.int64s([0])], { keepdims: 0 })
  }
  const scaled = gamma === null ? dy : graph.add('Mul', [dy, gamma])
  const meanOf = (name: Name) => graph.add('ReduceMean', [name, graph.int64s([-1])], { keepdims: 1 })
  const slope = meanOf(graph.add('Mul', [scaled, normalized]))
  const residual = graph.add('Sub', [graph.add('Sub', [scaled, meanOf(scaled)]), graph.add('Mul', [normalized, slope])])
  return {
    activation: { shape: value.shape, forms: { [form]: graph.add('Mul', [residual, inverse]) } },
    weights: [
      ...(gamma === null ? [] : [sumOverPixels(graph.add('Mul', [dy, normalized]))]),
      ...(beta === null ? [] : [sumOverPixels(dy)]),
    ],
  }
}
