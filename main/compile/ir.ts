import type { Padding } from '#shared/layers/lowering.ts'
import type { WeightRegularizer } from '#shared/layers/regularizer.ts'
import type { Shape } from '#shared/layers/shape.ts'

export interface WindowAttributes {
  size: [number, number]
  strides: [number, number]
  padding: Padding
}

/** What each operation carries besides its inputs. */
export interface OpAttributes {
  /** The batch of pictures. */
  input: Record<string, never>
  /** A weight of the network; `name` is `<nodeId>/<keras name>`. */
  weight: { name: string; isTrainable: boolean; regularizer?: WeightRegularizer }
  /** x, kernel `[kh, kw, in, out]`, and after fusion a bias `[out]`. */
  conv2d: WindowAttributes
  /** x `[n, in]`, kernel `[in, out]`, and after fusion a bias `[out]`. */
  matMul: Record<string, never>
  /** x, bias along the last axis. */
  biasAdd: Record<string, never>
  maxPool2d: WindowAttributes
  averagePool2d: WindowAttributes
  globalAveragePool2d: Record<string, never>
  flatten: Record<string, never>
  /** `index` counts the dropouts of the network in data-flow order: it seeds the mask. */
  dropout: { rate: number; index: number }
  /** x, gamma or 1, beta or 0, moving mean, moving variance; `hasScale` and `hasCenter` say which of the two are there. */
  batchNormalization: { momentum: number; epsilon: number; hasScale: boolean; hasCenter: boolean }
  relu: Record<string, never>
  sigmoid: Record<string, never>
  tanh: Record<string, never>
  /** Over the last axis. */
  softmax: Record<string, never>
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

/** A network as a list of values, each after its inputs. */
export interface Ir {
  readonly values: readonly AnyIrValue[]
  /** The value compared with the labels. */
  readonly output: number
  /** The value that each layer of the drawing gives on. */
  readonly layerOutputs: ReadonlyMap<string, number>
}

/** How often each value is used, the network's output and the layers' outputs not counted. */
export function countUses(ir: Ir): Map<number, number> {
  const uses = new Map<number, number>()
  for (const { inputs } of ir.values) for (const id of inputs) uses.set(id, (uses.get(id) ?? 0) + 1)
  return uses
}

export function valueById(ir: Ir): Map<number, AnyIrValue> {
  return new Map(ir.values.map((value) => [value.id, value]))
}
