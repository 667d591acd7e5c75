import type { Interpolation, Padding } from '#shared/layers/lowering.ts'
import type { WeightRegularizer } from '#shared/layers/regularizer.ts'
import type { Shape } from '#shared/layers/shape.ts'

export interface WindowAttributes {
  size: [number, number]
  strides: [number, number]
  padding: Padding
}

export interface ConvAttributes extends WindowAttributes {
  /** Pixels from one tap of the kernel to the next; left out where they are neighbours. */
  dilations?: [number, number]
}

/** What each operation carries besides its inputs. */
export interface OpAttributes {
  /** The batch of pictures. */
  input: Record<string, never>
  /** A weight of the network; `name` is `<nodeId>/<keras name>`. */
  weight: { name: string; isTrainable: boolean; regularizer?: WeightRegularizer }
  /** x, kernel `[kh, kw, in, out]`, and after fusion a bias `[out]`. */
  conv2d: ConvAttributes
  /**
   * x, kernel `[kh, kw, in / groups, out]`, and after fusion a bias `[out]`: each group of outputs sees its own group of
   * inputs. A depthwise kernel `[kh, kw, in, multiplier]` lies in memory just so, with a group for each input.
   */
  groupedConv2d: ConvAttributes & { groups: number }
  /** x, kernel `[kh, kw, out, in]`: the gradient of the convolution from `out` to `in` channels by its input. */
  conv2dTranspose: WindowAttributes
  /** x `[n, in]`, kernel `[in, out]`, and after fusion a bias `[out]`. */
  matMul: Record<string, never>
  /** x, bias along the last axis. */
  biasAdd: Record<string, never>
  maxPool2d: WindowAttributes
  averagePool2d: WindowAttributes
  globalAveragePool2d: Record<string, never>
  flatten: Record<string, never>
  /** `index` counts the random layers of the network in data-flow order: it seeds the mask. */
  dropout: { rate: number; index: number }
  /** One draw for each channel of a picture. */
  spatialDropout2d: { rate: number; index: number }
  gaussianNoise: { stddev: number; index: number }
  /** x, gamma or 1, beta or 0, moving mean, moving variance; `hasScale` and `hasCenter` say which of the two are there. */
  batchNormalization: {
    momentum: number
    epsilon: number
    hasScale: boolean
    hasCenter: boolean
    /** The moving statistics also in training. */
    isFrozen: boolean
  }
  /** Over the last axis. x, gamma or 1, beta or 0; `hasScale` and `hasCenter` say which of the two are there. */
  layerNormalization: { epsilon: number; hasScale: boolean; hasCenter: boolean }
  localResponseNormalization: { depthRadius: number; bias: number; alpha: number; beta: number }
  relu: Record<string, never>
  relu6: Record<string, never>
  leakyRelu: { alpha: number }
  elu: { alpha: number }
  selu: Record<string, never>
  gelu: Record<string, never>
  swish: Record<string, never>
  softplus: Record<string, never>
  softsign: Record<string, never>
  hardSigmoid: Record<string, never>
  /** x, and slopes below 0 of x's shape, or with 1 where they are shared. */
  prelu: Record<string, never>
  sigmoid: Record<string, never>
  tanh: Record<string, never>
  /** Over the last axis. */
  softmax: Record<string, never>
  /** Inputs of one shape, each times its factor. */
  weightedSum: { factors: readonly number[] }
  multiply: Record<string, never>
  maximum: Record<string, never>
  /** Along the last axis. */
  concatenate: Record<string, never>
  reshape: Record<string, never>
  /** Axis i of the result is axis `dims[i]` of the input, counted from 1. */
  permute: { dims: readonly number[] }
  /** Pixels more at each side of a picture, zeros; less where negative. */
  frame2d: { top: number; bottom: number; left: number; right: number }
  upSample2d: { size: [number, number]; interpolation: Interpolation }
  globalMaxPool2d: Record<string, never>
}

export type Op = keyof OpAttributes

/** One value of the network. Immutable; `inputs` are ids of values before it. */
export interface IrValue<O extends Op = Op> {
  readonly id: number
  readonly op: O
  readonly inputs: readonly number[]
  readonly attributes: Readonly<OpAttributes[O]>
  /** One sample's shape (NHWC, without the batch); a weight's whole shape. */
  readonly shape: Shape
  /** The drawing's node that it comes from. */
  readonly nodeId: string
}

export type AnyIrValue = { [O in Op]: IrValue<O> }[Op]

export interface IrHead {
  readonly value: number
  /** What its loss counts in the sum. */
  readonly weight: number
}

/** A network as a list of values, each after its inputs. */
export interface Ir {
  readonly values: readonly AnyIrValue[]
  /** What the network answers. */
  readonly output: number
  /** All that is compared with the labels in training, `output` first. */
  readonly heads: readonly IrHead[]
  /** The value that each layer of the drawing gives on. */
  readonly layerOutputs: ReadonlyMap<string, number>
}

/** How often each value is used, by others and by heads; the layers' outputs are not counted. */
export function countUses(ir: Ir): Map<number, number> {
  const uses = new Map<number, number>()
  const used = [...ir.values.flatMap(({ inputs }) => inputs), ...ir.heads.map(({ value }) => value)]
  for (const id of used) uses.set(id, (uses.get(id) ?? 0) + 1)
  return uses
}

export function valueById(ir: Ir): Map<number, AnyIrValue> {
  return new Map(ir.values.map((value) => [value.id, value]))
}
