import type { Message } from '../messages/message.ts'
import type { LoweringBuilder } from './lowering.ts'
import type { ParameterTable, ValuesOf } from './parameters.ts'
import type { Shape } from './shape.ts'

export const layerGroups = ['ends', 'convolution', 'pooling', 'core', 'regularization', 'activation'] as const
export type LayerGroup = (typeof layerGroups)[number]

export interface WeightSpec {
  /** Keras's name: `kernel`, `bias`, `gamma`, `beta`, `moving_mean`, `moving_variance`. */
  name: string
  shape: Shape
  isTrainable: boolean
}

/** A change to the drawing that cures a problem; `insertBefore` puts a layer on the edge into the node. */
export type Remedy =
  | {
      kind: 'insertBefore'
      layer: string
      parameters?: Record<string, unknown>
    }
  | { kind: 'setParameters'; parameters: Record<string, unknown> }
  | { kind: 'removeNode' }
  | { kind: 'removeEdge'; edgeId: string }

export interface Problem extends Message {
  remedies?: Remedy[]
}

export type ShapeResult = { ok: true; shape: Shape } | { ok: false; problem: Problem }

/**
 * All there is to know of one kind of layer; pure. Rules get the shapes of one sample, without the batch,
 * and are called only with parameters that fit the table.
 */
export interface LayerDefinition<Table extends ParameterTable = ParameterTable> {
  /** Keras's class name, or `Input` and `Output` for the ends. It is what `.loom` files store. */
  kind: string
  group: LayerGroup
  inputs: 0 | 1
  outputs: 0 | 1
  parameters: Table
  outputShape(input: Shape, values: ValuesOf<Table>): ShapeResult
  weights(input: Shape, values: ValuesOf<Table>): WeightSpec[]
  /** Multiplications and additions of one forward pass of one sample, each counted as one. */
  flops(input: Shape, output: Shape, values: ValuesOf<Table>): number
  /** What tfjs and Keras files call it; null for a node that is no Keras layer. */
  keras(values: ValuesOf<Table>): { className: string; config: Record<string, unknown> } | null
  lower<V>(builder: LoweringBuilder<V>, input: V, values: ValuesOf<Table>): V
  /** The constructor call in PyTorch, which counts channels first and wants the input's size. */
  pytorch(input: Shape, values: ValuesOf<Table>): string
}

/** Gives a definition its exact parameter types where it is written. */
export function defineLayer<Table extends ParameterTable>(definition: LayerDefinition<Table>): LayerDefinition<Table> {
  return definition
}
