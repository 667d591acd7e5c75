import type { OptimizerKind, OptimizerSettings } from '#shared/document/optimizers.ts'
import type { Name, OnnxGraph } from './onnx-graph.ts'

/** What an update works on: all trainable weights as one vector, so that a step of the optimiser is a handful of nodes. */
export interface UpdateInputs {
  graph: OnnxGraph
  weights: Name
  gradient: Name
  /** The optimiser's memory, one vector per slot of `optimizerSlotNames`. */
  slots: Name[]
  learningRate: Name
  /** The number of this step, from 1, as a float. */
  step: Name
}

export interface UpdateResult {
  weights: Name
  slots: Name[]
}

type Settings<Kind extends OptimizerKind> = Extract<OptimizerSettings, { kind: Kind }>
type Rules = { [Kind in OptimizerKind]: (inputs: UpdateInputs, settings: Settings<Kind>) => UpdateResult }

/** The formulas of tf.train.*, as in tfjs-core/src/optimizers; g is the gradient, w the weights, t the step from 1. */
const rules = {
  /** w ← w − lr·g */
  sgd: ({ graph, weights, gradient, learningRate }) => ({
    weights: graph.add('Sub', [weights, graph.add('Mul', [gradient, learningRate])]),
    slots: [],
  }),

  /** a ← μ·a + g; w ← w − lr·a */
  momentum: ({ graph, weights, gradient, slots: [velocity = ''], learningRate }, { momentum }) => {
    const next = graph.add('Add', [graph.add('Mul', [velocity, graph.scalar(momentum)]), gradient])
    return { weights: graph.add('Sub', [weights, graph.add('Mul', [next, learningRate])]), slots: [next] }
  },

  /** s ← ρ·s + (1−ρ)·g²; w ← w − lr·g / √(s + ε) */
  rmsprop: ({ graph, weights, gradient, slots: [meanSquare = ''], learningRate }, { rho, epsilon }) => {
    const next = decay(graph, meanSquare, graph.add('Mul', [gradient, gradient]), rho)
    const root = graph.add('Sqrt', [graph.add('Add', [next, graph.scalar(epsilon)])])
    const change = graph.add('Div', [graph.add('Mul', [gradient, learningRate]), root])
    return { weights: graph.add('Sub', [weights, change]), slots: [next] }
  },

  /** s ← s + g²; w ← w − lr·g / √(s + ε) */
  adagrad: ({ graph, weights, gradient, slots: [sum = ''], learningRate }, { epsilon }) => {
    const next = graph.add('Add', [sum, graph.add('Mul', [gradient, gradient])])
    const root = graph.add('Sqrt', [graph.add('Add', [next, graph.scalar(epsilon)])])
    const change = graph.add('Div', [graph.add('Mul', [gradient, learningRate]), root])
    return { weights: graph.add('Sub', [weights, change]), slots: [next] }
  },

  /** m ← β₁m + (1−β₁)g; v ← β₂v + (1−β₂)g²; w ← w − lr·m̂ / (√v̂ + ε), with m̂ = m / (1−β₁ᵗ), v̂ = v / (1−β₂ᵗ) */
  adam: ({ graph, weights, gradient, slots: [first = '', second = ''], learningRate, step }, settings) => {
    const { beta1, beta2, epsilon } = settings
    const m = decay(graph, first, gradient, beta1)
    const v = decay(graph, second, graph.add('Mul', [gradient, gradient]), beta2)
    const rate = graph.add('Div', [learningRate, biasCorrection(graph, beta1, step)])
    const root = graph.add('Sqrt', [graph.add('Div', [v, biasCorrection(graph, beta2, step)])])
    const change = graph.add('Div', [graph.add('Mul', [m, rate]), graph.add('Add', [root, graph.scalar(epsilon)])])
    return { weights: graph.add('Sub', [weights, change]), slots: [m, v] }
  },

  /** m ← β₁m + (1−β₁)g; u ← max(β₂u, |g|); w ← w − lr / (1−β₁ᵗ) · m / (u + ε) */
  adamax: ({ graph, weights, gradient, slots: [first = '', norm = ''], learningRate, step }, settings) => {
    const { beta1, beta2, epsilon } = settings
    const m = decay(graph, first, gradient, beta1)
    const u = graph.add('Max', [graph.add('Mul', [norm, graph.scalar(beta2)]), graph.add('Abs', [gradient])])
    const rate = graph.add('Div', [learningRate, biasCorrection(graph, beta1, step)])
    const change = graph.add('Div', [graph.add('Mul', [m, rate]), graph.add('Add', [u, graph.scalar(epsilon)])])
    return { weights: graph.add('Sub', [weights, change]), slots: [m, u] }
  },
} satisfies Rules

export const optimizerSlotNames: Record<OptimizerKind, readonly string[]> = {
  sgd: [],
  momentum: ['momentum'],
  rmsprop: ['meanSquare'],
  adagrad: ['accumulator'],
  adam: ['firstMoment', 'secondMoment'],
  adamax: ['firstMoment', 'infinityNorm'],
}

/** What every element of a slot holds before the first step. */
export function initialSlotValue(settings: OptimizerSettings): number {
  return settings.kind === 'adagrad' ? settings.initialAccumulator : 0
}

export function update(inputs: UpdateInputs, settings: OptimizerSettings): UpdateResult {
  const rule = rules[settings.kind] as (inputs: UpdateInputs, settings: OptimizerSettings) => UpdateResult
  return rule(inputs, settings)
}

/** `β·old + (1−β)·fresh` */
function decay(graph: OnnxGraph, old: Name, fresh: Name, beta: number): Name {
  return graph.add('Add', [
    graph.add('Mul', [old, graph.scalar(beta)]),
    graph.add('Mul', [fresh, graph.scalar(1 - beta)]),
  ])
}

/** `1 − βᵗ` */
function biasCorrection(graph: OnnxGraph, beta: number, step: Name): Name {
  return graph.add('Sub', [graph.scalar(1), graph.add('Pow', [graph.scalar(beta), step])])
}
