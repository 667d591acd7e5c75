import type { OptimizerKind, OptimizerSettings } from '#shared/document/optimizers.ts'
import type { Name, OnnxGraph } from './onnx-graph.ts'

/** The graph's input with the two numbers of `nadamMomentum`. */
export const nadamInput = 'nadam_momentum'

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

/** The formulas of tf.train.*, as in tfjs-core/src/optimizers, and for AdamW, Nadam and Adadelta of Keras; g is the gradient, w the weights, t the step from 1. */
const rules = {
  /** w ← w − lr·g */
  sgd: ({ graph, weights, gradient, learningRate }) => ({
    weights: graph.add('Sub', [weights, graph.add('Mul', [gradient, learningRate])]),
    slots: [],
  }),

  /** a ← μ·a + g; w ← w − lr·a, Nesterov's w ← w − lr·(g + μ·a) */
  momentum: ({ graph, weights, gradient, slots: [velocity = ''], learningRate }, { momentum, nesterov }) => {
    const further = (from: Name) => graph.add('Add', [graph.add('Mul', [from, graph.scalar(momentum)]), gradient])
    const next = further(velocity)
    const change = graph.add('Mul', [nesterov ? further(next) : next, learningRate])
    return { weights: graph.add('Sub', [weights, change]), slots: [next] }
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

  /** s ← ρ·s + (1−ρ)·g²; d = g·√(u + ε) / √(s + ε); u ← ρ·u + (1−ρ)·d²; w ← w − lr·d */
  adadelta: ({ graph, weights, gradient, slots: [squares = '', updates = ''], learningRate }, { rho, epsilon }) => {
    const root = (of: Name) => graph.add('Sqrt', [graph.add('Add', [of, graph.scalar(epsilon)])])
    const nextSquares = decay(graph, squares, graph.add('Mul', [gradient, gradient]), rho)
    const change = graph.add('Mul', [graph.add('Div', [root(updates), root(nextSquares)]), gradient])
    const nextUpdates = decay(graph, updates, graph.add('Mul', [change, change]), rho)
    const next = graph.add('Sub', [weights, graph.add('Mul', [change, learningRate])])
    return { weights: next, slots: [nextSquares, nextUpdates] }
  },

  /** w ← w − lr·m̂ / (√v̂ + ε) */
  adam: (inputs, settings) => {
    const { change, slots } = adamStep(inputs, settings)
    return { weights: inputs.graph.add('Sub', [inputs.weights, change]), slots }
  },

  /** w ← w − lr·λ·w − lr·m̂ / (√v̂ + ε), λ the weight decay */
  adamw: (inputs, settings) => {
    const { graph, weights, learningRate } = inputs
    const { change, slots } = adamStep(inputs, settings)
    const loss = graph.add('Mul', [learningRate, graph.scalar(settings.weightDecay)])
    const kept = graph.add('Mul', [weights, graph.add('Sub', [graph.scalar(1), loss])])
    return { weights: graph.add('Sub', [kept, change]), slots }
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

  /** m and v as in adam; w ← w − lr·(c·m + d·g) / (√v̂ + ε), with c and d of `nadamMomentum` */
  nadam: ({ graph, weights, gradient, slots: [first = '', second = ''], learningRate, step }, settings) => {
    const { beta1, beta2, epsilon } = settings
    const m = decay(graph, first, gradient, beta1)
    const v = decay(graph, second, graph.add('Mul', [gradient, gradient]), beta2)
    const factors = graph.add('Mul', [graph.input(nadamInput, 'float', [2]), learningRate])
    const [ofMoment = '', ofGradient = ''] = graph.addMany('Split', [factors, graph.int64s([1, 1])], {
      attributes: { axis: 0 },
      outputs: 2,
    })
    const ahead = graph.add('Add', [graph.add('Mul', [m, ofMoment]), graph.add('Mul', [gradient, ofGradient])])
    const root = graph.add('Sqrt', [graph.add('Div', [v, biasCorrection(graph, beta2, step)])])
    const change = graph.add('Div', [ahead, graph.add('Add', [root, graph.scalar(epsilon)])])
    return { weights: graph.add('Sub', [weights, change]), slots: [m, v] }
  },
} satisfies Rules

export const optimizerSlotNames: Record<OptimizerKind, readonly string[]> = {
  sgd: [],
  momentum: ['momentum'],
  rmsprop: ['meanSquare'],
  adagrad: ['accumulator'],
  adadelta: ['accumulator', 'accumulatedUpdates'],
  adam: ['firstMoment', 'secondMoment'],
  adamw: ['firstMoment', 'secondMoment'],
  adamax: ['firstMoment', 'infinityNorm'],
  nadam: ['firstMoment', 'secondMoment'],
}

/** What every element of a slot holds before the first step. */
export function initialSlotValue(settings: OptimizerSettings): number {
  return settings.kind === 'adagrad' ? settings.initialAccumulator : 0
}

export function update(inputs: UpdateInputs, settings: OptimizerSettings): UpdateResult {
  const rule = rules[settings.kind] as (inputs: UpdateInputs, settings: OptimizerSettings) => UpdateResult
  return rule(inputs, settings)
}

/** m ← β₁m + (1−β₁)g; v ← β₂v + (1−β₂)g²; the change is lr·m̂ / (√v̂ + ε), with m̂ = m / (1−β₁ᵗ), v̂ = v / (1−β₂ᵗ) */
function adamStep(
  { graph, gradient, slots: [first = '', second = ''], learningRate, step }: UpdateInputs,
  { beta1, beta2, epsilon }: Pick<Settings<'adam'>, 'beta1' | 'beta2' | 'epsilon'>,
): { change: Name; slots: Name[] } {
  const m = decay(graph, first, gradient, beta1)
  const v = decay(graph, second, graph.add('Mul', [gradient, gradient]), beta2)
  const rate = graph.add('Div', [learningRate, biasCorrection(graph, beta1, step)])
  const root = graph.add('Sqrt', [graph.add('Div', [v, biasCorrection(graph, beta2, step)])])
  return {
    change: graph.add('Div', [graph.add('Mul', [m, rate]), graph.add('Add', [root, graph.scalar(epsilon)])]),
    slots: [m, v],
  }
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
