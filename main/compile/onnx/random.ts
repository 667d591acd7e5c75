import { elementCount, type Shape } from '#shared/layers/shape.ts'
import type { Ir, IrValue } from '../ir.ts'
import type { InputGradients } from './input-gradients.ts'
import type { Name } from './onnx-graph.ts'
import { type Picture, paddedChannels } from './picture.ts'
import { inputOf, type StepBuilder, zipElements } from './step-builder.ts'

type RandomValue = IrValue<'dropout'> | IrValue<'spatialDropout2d'> | IrValue<'gaussianNoise'>

/** Random numbers that a training step is fed with: a mask of 0 and 1 / (1 − rate), or normally distributed noise. */
export interface RandomInput {
  name: Name
  /** Counts the network's random layers in data-flow order. */
  index: number
  /** Of one picture, NHWC. */
  shape: Shape
  /** Numbers per picture. */
  size: number
  numbers: { kind: 'mask'; rate: number } | { kind: 'noise'; stddev: number }
}

export function listRandomInputs(ir: Ir): RandomInput[] {
  return ir.values.flatMap((value) => (isRandom(value) ? [describe(value)] : []))
}

function isRandom(value: Ir['values'][number]): value is RandomValue {
  return value.op === 'dropout' || value.op === 'spatialDropout2d' || value.op === 'gaussianNoise'
}

function describe(value: RandomValue): RandomInput {
  const { index } = value.attributes
  const shape = value.op === 'spatialDropout2d' ? [1, 1, value.shape[2] ?? 0] : value.shape
  return {
    name: `random_${index}`,
    index,
    shape,
    size: elementCount(shape),
    numbers:
      'stddev' in value.attributes
        ? { kind: 'noise', stddev: value.attributes.stddev }
        : { kind: 'mask', rate: value.attributes.rate },
  }
}

/** What a random layer is fed with, as a picture; declared as an input of the graph when first asked for. */
function fedPicture(builder: StepBuilder, value: RandomValue): Picture {
  const known = builder.activations.get(-1 - value.id)
  if (known) return known
  const { name, shape } = describe(value)
  const fed = builder.graph.input(name, 'float', ['batch', ...shape])
  const picture: Picture = { shape, forms: { [shape.length === 3 ? 'nhwc' : 'nchw']: fed } }
  builder.activations.set(-1 - value.id, picture)
  return picture
}

export function dropoutForward(builder: StepBuilder, value: IrValue<'dropout'>): Picture {
  const x = inputOf(builder, value)
  return builder.isTraining ? combine(builder, 'Mul', [x, fedPicture(builder, value)]) : x
}

export function dropoutGradient(builder: StepBuilder, value: IrValue<'dropout'>, gradient: Picture): InputGradients {
  return { activation: combine(builder, 'Mul', [gradient, fedPicture(builder, value)]) }
}

export function gaussianNoiseForward(builder: StepBuilder, value: IrValue<'gaussianNoise'>): Picture {
  const x = inputOf(builder, value)
  return builder.isTraining ? combine(builder, 'Add', [x, fedPicture(builder, value)]) : x
}

export function spatialDropoutForward(builder: StepBuilder, value: IrValue<'spatialDropout2d'>): Picture {
  const x = inputOf(builder, value)
  return builder.isTraining ? maskChannels(builder, value, x) : x
}

export function spatialDropoutGradient(
  builder: StepBuilder,
  value: IrValue<'spatialDropout2d'>,
  gradient: Picture,
): InputGradients {
  return { activation: maskChannels(builder, value, gradient) }
}

function combine(builder: StepBuilder, opType: 'Add' | 'Mul', sides: [Picture, Picture]): Picture {
  return zipElements(builder, sides, (a, b) => builder.graph.add(opType, [a, b]))
}

/** One factor per picture and channel. */
function maskChannels(builder: StepBuilder, value: IrValue<'spatialDropout2d'>, picture: Picture): Picture {
  const { graph, pictures } = builder
  const { shape } = value
  const [height = 0, width = 0, channels = 0] = shape
  const mask = fedPicture(builder, value)
  if (pictures.present(picture) !== 'blocked') {
    const factors = pictures.read(mask, 'nchw')
    return { shape, forms: { nchw: graph.add('Mul', [pictures.read(picture, 'nchw'), factors]) } }
  }
  const { blockSize } = pictures
  const padded = paddedChannels(channels, blockSize)
  const reshape = (name: Name, dims: number[]) => graph.add('Reshape', [name, graph.int64s(dims)])
  const pixels = reshape(pictures.read(picture, 'blocked'), [-1, padded / blockSize, height * width, blockSize])
  const factors = reshape(pictures.read(mask, 'blocked'), [-1, padded / blockSize, 1, blockSize])
  const masked = graph.add('Mul', [pixels, factors])
  return { shape, forms: { blocked: reshape(masked, [-1, padded, height, width]) } }
}
