import type { IrValue } from '../ir.ts'
import type { InputGradients } from './input-gradients.ts'
import { blockedDomain, type Name } from './onnx-graph.ts'
import { type Form, type Picture, paddedChannels } from './picture.ts'
import { inputOf, type StepBuilder } from './step-builder.ts'

type Lrn = IrValue<'localResponseNormalization'>

/** y = x·s^−β with s = bias + α·Σ x² over the channels from c − r to c + r. */
export function localResponseForward(builder: StepBuilder, value: Lrn): Picture {
  const { graph, pictures } = builder
  const { alpha, bias, beta } = value.attributes
  const x = inputOf(builder, value)
  const form = formOf(builder, x)
  const name = pictures.read(x, form)
  const squares = graph.add('Mul', [name, name])
  const scale = sumNeighbours(builder, value, { name: squares, form, factor: alpha, offset: bias })
  const power = raise(builder, scale, beta)
  builder.saved.set(value.id, { [form]: power, scale })
  return { shape: value.shape, forms: { [form]: graph.add('Mul', [name, power]) } }
}

/** dx = dy·s^−β − 2αβ·x·Σ dy·x·s^(−β−1), the sum over the same neighbours. */
export function localResponseGradient(builder: StepBuilder, value: Lrn, gradient: Picture): InputGradients {
  const { graph, pictures } = builder
  const { alpha, beta } = value.attributes
  const { scale = '', ...powers } = builder.saved.get(value.id) ?? {}
  // The form of the way there: other layers may have brought the input into blocks since.
  const form = powers.blocked === undefined ? 'nchw' : 'blocked'
  const power = powers[form] ?? ''
  const x = pictures.read(inputOf(builder, value), form)
  const direct = graph.add('Mul', [pictures.read(gradient, form), power])
  const shares = graph.add('Div', [graph.add('Mul', [direct, x]), scale])
  const sum = sumNeighbours(builder, value, { name: shares, form, factor: -2 * alpha * beta, offset: 0 })
  const dx = graph.add('Add', [direct, graph.add('Mul', [x, sum])])
  return { activation: { shape: value.shape, forms: { [form]: dx } } }
}

function formOf({ pictures }: StepBuilder, picture: Picture): Form {
  return pictures.present(picture) === 'blocked' ? 'blocked' : 'nchw'
}

/** s^−β, by square roots where they do: the general power takes several times as long. */
function raise({ graph }: StepBuilder, scale: Name, beta: number): Name {
  const root = (name: Name) => graph.add('Sqrt', [name])
  if (beta === 1) return graph.add('Reciprocal', [scale])
  if (beta === 0.5) return graph.add('Reciprocal', [root(scale)])
  if (beta === 0.75) {
    const half = root(scale)
    return graph.add('Reciprocal', [graph.add('Mul', [half, root(half)])])
  }
  return graph.add('Pow', [scale, graph.scalar(-beta)])
}

/**
 * `offset + factor · Σ` over neighbouring channels: a convolution of one pixel, whose kernel is a band. In blocks the
 * additional channels get nothing but the offset, and give nothing.
 */
function sumNeighbours(
  { graph, pictures }: StepBuilder,
  value: Lrn,
  { name, form, factor, offset }: { name: Name; form: Form; factor: number; offset: number },
): Name {
  const channels = value.shape[2] ?? 0
  const isBlocked = form === 'blocked'
  const block = isBlocked ? pictures.blockSize : 1
  const padded = isBlocked ? paddedChannels(channels, block) : channels
  const kernel = new Array<number>(padded * padded).fill(0)
  for (let to = 0; to < channels; to++) {
    const last = Math.min(to + value.attributes.depthRadius, channels - 1)
    for (let from = Math.max(to - value.attributes.depthRadius, 0); from <= last; from++) {
      // [out/b, in/b, b(in), b(out)]; with blocks of one channel [out, in].
      const place = Math.floor(to / block) * padded + Math.floor(from / block) * block + (from % block)
      kernel[place * block + (to % block)] = factor
    }
  }
  const inputs = [
    name,
    graph.floats(kernel, [padded, padded, 1, 1]),
    ...(offset === 0 ? [] : [graph.floats(new Array(padded).fill(offset))]),
  ]
  return graph.add('Conv', inputs, { kernel_shape: [1, 1] }, isBlocked ? blockedDomain : '')
}
