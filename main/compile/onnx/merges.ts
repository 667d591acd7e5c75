import type { AnyIrValue, IrValue } from '../ir.ts'
import { addUp } from './add-up.ts'
import type { InputGradients } from './input-gradients.ts'
import { isPositive } from './masks.ts'
import type { Name, OnnxGraph } from './onnx-graph.ts'
import { type Form, type Picture, paddedChannels } from './picture.ts'
import { activationOf, inputShape, mapElements, type StepBuilder } from './step-builder.ts'

export const mergeForward = {
  weightedSum(builder: StepBuilder, value: IrValue<'weightedSum'>): Picture {
    const { form, names } = readAlike(builder, value)
    return { shape: value.shape, forms: { [form]: addWeighted(builder, names, value.attributes.factors) } }
  },

  multiply(builder: StepBuilder, value: IrValue<'multiply'>): Picture {
    const { form, names } = readAlike(builder, value)
    return { shape: value.shape, forms: { [form]: product(builder.graph, names) } }
  },

  maximum(builder: StepBuilder, value: IrValue<'maximum'>): Picture {
    const { form, names } = readAlike(builder, value)
    return { shape: value.shape, forms: { [form]: builder.graph.add('Max', names) } }
  },

  concatenate(builder: StepBuilder, value: IrValue<'concatenate'>): Picture {
    const { form, names } = joinsBlocks(builder, value) ? readAlike(builder, value) : readAlike(builder, value, 'nchw')
    return { shape: value.shape, forms: { [form]: builder.graph.add('Concat', names, { axis: channelAxis(value) }) } }
  },
}

export const mergeGradients = {
  weightedSum: (builder: StepBuilder, value: IrValue<'weightedSum'>, gradient: Picture): InputGradients => ({
    inputs: value.attributes.factors.map((factor) =>
      factor === 1
        ? gradient
        : mapElements(builder, gradient, (dy) => builder.graph.add('Mul', [dy, builder.graph.scalar(factor)])),
    ),
  }),

  /** dy times all other inputs. */
  multiply(builder: StepBuilder, value: IrValue<'multiply'>, gradient: Picture): InputGradients {
    const { form, names } = readAlike(builder, value)
    const dy = builder.pictures.read(gradient, form)
    return {
      inputs: names.map((_, index) => {
        const factors = [dy, ...names.filter((_name, other) => other !== index)]
        return { shape: value.shape, forms: { [form]: product(builder.graph, factors) } }
      }),
    }
  },

  /** Each value's gradient goes to the first input that has the maximum, as in tfjs: from the last to the first. */
  maximum(builder: StepBuilder, value: IrValue<'maximum'>, gradient: Picture): InputGradients {
    const { graph } = builder
    const { form, names } = readAlike(builder, value)
    const [first = '', ...others] = names
    const before = [first]
    for (const name of others) before.push(graph.add('Max', [before.at(-1) ?? '', name]))
    let left = builder.pictures.read(gradient, form)
    const shares = others.map((_, place) => {
      const index = others.length - place
      const isGreater = isPositive(graph, graph.add('Sub', [names[index] ?? '', before[index - 1] ?? '']))
      const share = graph.add('Mul', [left, isGreater])
      left = graph.add('Sub', [left, share])
      return share
    })
    return { inputs: [left, ...shares.reverse()].map((name) => ({ shape: value.shape, forms: { [form]: name } })) }
  },

  concatenate(builder: StepBuilder, value: IrValue<'concatenate'>, gradient: Picture): InputGradients {
    const { graph, pictures } = builder
    const shapes = value.inputs.map((_, index) => inputShape(builder, value, index))
    const isBlocked = pictures.present(gradient) === 'blocked' && cutsBlocks(builder, value)
    const form = isBlocked ? 'blocked' : 'nchw'
    const channels = shapes.map((shape) => shape.at(-1) ?? 0)
    const lengths = isBlocked ? channels.map((count) => paddedChannels(count, pictures.blockSize)) : channels
    const parts = graph.addMany('Split', [pictures.read(gradient, form), graph.int64s(lengths)], {
      attributes: { axis: channelAxis(value) },
      outputs: lengths.length,
    })
    return { inputs: shapes.map((shape, index) => ({ shape, forms: { [form]: parts[index] ?? '' } })) }
  },
}

/** All inputs in one form: in blocks if one has them, else as the first lies. */
function readAlike(builder: StepBuilder, value: AnyIrValue, wanted?: Form): { form: Form; names: Name[] } {
  const { pictures } = builder
  const inputs = value.inputs.map((id) => activationOf(builder, id))
  const present = inputs.map((input) => pictures.present(input))
  const form = wanted ?? (present.includes('blocked') ? 'blocked' : (present[0] ?? 'nchw'))
  return { form, names: inputs.map((input) => pictures.read(input, form)) }
}

function addWeighted(builder: StepBuilder, names: Name[], factors: readonly number[]): Name {
  const { graph } = builder
  const [factor = 1] = factors
  if (factors.every((other) => other === factor)) {
    const sum = addUp(builder, names)
    return factor === 1 ? sum : graph.add('Mul', [sum, graph.scalar(factor)])
  }
  const scaled = names.map((name, index) => {
    const own = factors[index] ?? 1
    return own === 1 ? name : graph.add('Mul', [name, graph.scalar(own)])
  })
  return addUp(builder, scaled)
}

function product(graph: OnnxGraph, names: Name[]): Name {
  return names.reduce((before, name) => graph.add('Mul', [before, name]))
}

/** The axis of the channels in ONNX's order. */
function channelAxis({ shape }: AnyIrValue): number {
  return shape.length === 2 ? 2 : 1
}

/** Whether each input but the last ends with a whole block, so that blocks can be put together and taken apart. */
function cutsBlocks(builder: StepBuilder, value: AnyIrValue): boolean {
  const { blockSize } = builder.pictures
  const isWhole = (_: number, index: number) => (inputShape(builder, value, index).at(-1) ?? 0) % blockSize === 0
  return blockSize > 0 && value.shape.length === 3 && value.inputs.slice(0, -1).every(isWhole)
}

function joinsBlocks(builder: StepBuilder, value: AnyIrValue): boolean {
  const present = value.inputs.map((id) => builder.pictures.present(activationOf(builder, id)))
  return present.every((form) => form === 'blocked') && cutsBlocks(builder, value)
}
