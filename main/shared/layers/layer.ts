import type { Message } from '../messages/message.ts'
import { type AxisWindow, pointWindows } from './axis-window.ts'
import type { LoweringBuilder } from './lowering.ts'
import type { ParameterTable, ValuesOf } from './parameters.ts'
import type { PytorchLayer, PytorchRule } from './pytorch.ts'
import type { WeightRegularizer } from './regularizer.ts'
import type { Shape } from './shape.ts'

export const layerGroups = ['ends', 'convolution', 'pooling', 'core', 'merge', 'regularization', 'activation'] as const
export type LayerGroup = (typeof layerGroups)[number]

export interface WeightSpec {
  /** Keras's name: `kernel`, `bias`, `gamma`, `beta`, `moving_mean`, `moving_variance`. */
  name: string
  shape: Shape
  isTrainable: boolean
  /** Holds the weight small while it is trained. */
  regularizer?: WeightRegularizer
  /** Where it does not begin as its kind of weight usually does; `bilinear` interpolates, channel by channel. */
  initializer?: 'bilinear'
}

/** A change to the drawing that cures a problem. It is made at the layer with the problem, unless `nodeId` names another. */
export type Remedy =
  /** Puts a layer on a line into the layer: on the first, or on the one at place `input` among them. */
  | { kind: 'insertBefore'; layer: string; parameters?: Record<string, unknown>; input?: number; nodeId?: string }
  | { kind: 'setParameters'; parameters: Record<string, unknown>; nodeId?: string }
  | { kind: 'removeNode'; nodeId?: string }
  | { kind: 'removeEdge'; edgeId: string }
  /** Of the lines into the layer, only those at these places stay. */
  | { kind: 'keepInputs'; inputs: readonly number[] }
  /** A layer that merges takes all the lines, and the layer takes its result. */
  | { kind: 'joinInputs'; layer: string }
  | { kind: 'connect'; source: string }
  /** Adds the ends that the network lacks: an Input for the layers `feeds`, an Output behind `follows`. */
  | {
      kind: 'addEnds'
      input?: { feeds: readonly string[]; shape: readonly number[] }
      output?: { follows: string | null }
    }
  | { kind: 'setBatchSize'; batchSize: number }
  /** Of the drawn shapes: those with one label a picture. */
  | { kind: 'labelPictures' }
  /** Of the drawn shapes: those with a class for each pixel. */
  | { kind: 'labelPixels' }
  /** Takes a step out of the augmentation, counted from 1; with null MixUp. */
  | { kind: 'augmentLess'; step: number | null }
  | { kind: 'rewrite'; rewrite: string }
  /** One after the other, as one step. */
  | { kind: 'several'; remedies: readonly Remedy[] }

export interface Problem extends Message {
  remedies?: Remedy[]
}

export type ShapeResult = { ok: true; shape: Shape } | { ok: false; problem: Problem }

/**
 * All there is to know of one kind of layer; pure. Rules get the shapes of one sample, without the batch, one for each
 * input in the order of the lines, and are called only with parameters that fit the table and with as many inputs as
 * the layer takes. Layers are written with `defineLayer` or `defineMergeLayer`.
 */
export interface LayerDefinition<Table extends ParameterTable = ParameterTable> {
  /** Keras's class name, or `Input` and `Output` for the ends. It is what `.loom` files store. */
  kind: string
  group: LayerGroup
  /** How many layers' outputs come in; `many` is two or more. */
  inputs: 0 | 1 | 'many'
  outputs: 0 | 1
  parameters: Table
  outputShape(inputs: readonly Shape[], values: ValuesOf<Table>): ShapeResult
  /** What each output place draws on, for each axis of the inputs; none for rows of values. */
  window(inputs: readonly Shape[], values: ValuesOf<Table>): AxisWindow[]
  weights(inputs: readonly Shape[], values: ValuesOf<Table>): WeightSpec[]
  /** Multiplications and additions of one forward pass of one sample, each counted as one. */
  flops(inputs: readonly Shape[], output: Shape, values: ValuesOf<Table>): number
  /** What tfjs and Keras files call it; null for a node that is no Keras layer. */
  keras(values: ValuesOf<Table>): { className: string; config: Record<string, unknown> } | null
  lower<V>(builder: LoweringBuilder<V>, inputs: readonly V[], values: ValuesOf<Table>): V
  pytorch(inputs: readonly Shape[], values: ValuesOf<Table>): PytorchLayer
}

/** A layer with one input at most: its rules get that one. */
export interface SingleInputRules<Table extends ParameterTable>
  extends Pick<LayerDefinition<Table>, 'kind' | 'group' | 'outputs' | 'parameters' | 'keras'> {
  inputs: 0 | 1
  outputShape(input: Shape, values: ValuesOf<Table>): ShapeResult
  window(input: Shape, values: ValuesOf<Table>): AxisWindow[]
  weights(input: Shape, values: ValuesOf<Table>): WeightSpec[]
  flops(input: Shape, output: Shape, values: ValuesOf<Table>): number
  lower<V>(builder: LoweringBuilder<V>, input: V, values: ValuesOf<Table>): V
  pytorch(input: Shape, values: ValuesOf<Table>): PytorchRule
}

/** Gives a layer with one input, or none, its exact parameter types where it is written. */
export function defineLayer<Table extends ParameterTable>(rules: SingleInputRules<Table>): LayerDefinition<Table> {
  const first = ([input = []]: readonly Shape[]) => input
  return {
    ...rules,
    outputShape: (inputs, values) => rules.outputShape(first(inputs), values),
    window: (inputs, values) => rules.window(first(inputs), values),
    weights: (inputs, values) => rules.weights(first(inputs), values),
    flops: (inputs, output, values) => rules.flops(first(inputs), output, values),
    lower<V>(builder: LoweringBuilder<V>, inputs: readonly V[], values: ValuesOf<Table>): V {
      const [input] = inputs
      if (input === undefined) throw new Error(`${rules.kind} was lowered without its input`)
      return rules.lower(builder, input, values)
    },
    pytorch(inputs, values) {
      const { forward = (x, module) => `${module}(${x})`, ...rule } = rules.pytorch(first(inputs), values)
      return { ...rule, forward: ([x = ''], module) => forward(x, module) }
    },
  }
}

/** A layer that joins two or more others; without weights. */
export function defineMergeLayer<Table extends ParameterTable>(
  rules: Omit<LayerDefinition<Table>, 'inputs' | 'outputs' | 'group' | 'weights' | 'window'>,
): LayerDefinition<Table> {
  const window = ([input = []]: readonly Shape[]) => pointWindows(input)
  return { ...rules, inputs: 'many', outputs: 1, group: 'merge', window, weights: () => [] }
}
