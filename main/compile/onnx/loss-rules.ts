import type { LossName } from '#shared/document/schema.ts'
import type { AnyIrValue } from '../ir.ts'
import { rowsOf } from './loss-rows.ts'
import type { Name } from './onnx-graph.ts'
import type { StepBuilder } from './step-builder.ts'

/** Keras's clip for probabilities in a logarithm. */
const smallestProbability = 1e-7

/**
 * What a loss is of the sum over the rows of a batch, one for each label: n pictures, or n·height·width pixels. The mean, and
 * the weights of the classes, are the same for all.
 */
export interface SummedLoss {
  /** `[rows, 1]` or `[rows, classes]`; times `factor` they add up to the loss. */
  terms: Name
  factor: number
  /** `[rows, classes]`, by the value `at`, without the division by their number. */
  gradient: Name
  at: AnyIrValue
}

export interface LossInputs {
  builder: StepBuilder
  output: AnyIrValue
  /** K */
  classes: number
  /** What arrives at the head, `[rows, K]`. */
  p: Name
  /** The labels as rows with `on` at the label and `off` elsewhere. */
  labels(on: number, off: number): Name
  /** Whether rows may have two labels, each by its share. */
  isMixed: boolean
  /** α */
  smoothing: number
}

/** K: number of classes, y: one-hot labels, p: what the network gives; sums over the classes of one row. */
export const lossRules: Record<LossName, (inputs: LossInputs) => SummedLoss> = {
  /** −Σ y·log p. After a softmax it is computed from what went into it: exact, and the gradient is p − y. */
  categoricalCrossentropy: (inputs) => crossentropy(inputs, inputs.smoothing),

  /** The same for labels that are not smoothed. */
  sparseCategoricalCrossentropy: (inputs) => crossentropy(inputs, 0),

  /** Σ y·log(y / p): for one-hot labels the categorical cross-entropy, as y·log y is 0. */
  kullbackLeiblerDivergence: (inputs) => {
    const loss = crossentropy(inputs, 0)
    return inputs.isMixed ? { ...loss, terms: subtractEntropy(inputs, loss.terms) } : loss
  },

  /**
   * mean(−y·log p − (1 − y)·log(1 − p)). With x before the sigmoid: max(x, 0) − x·y + log(1 + exp(−|x|)), which neither
   * overflows nor loses digits, and the gradient (p − y)/K.
   */
  binaryCrossentropy: ({ builder, output, classes, p, labels, smoothing }) => {
    const { graph } = builder
    const y = labels(1 - smoothing / 2, smoothing / 2)
    const logits = findLogits(builder, output, 'sigmoid')
    if (!logits) return plainBinaryCrossentropy(builder, { output, classes, p, y })
    const x = rowsOf(builder, logits, classes)
    const magnitude = graph.add('Neg', [graph.add('Abs', [x])])
    const bend = graph.add('Log', [graph.add('Add', [graph.add('Exp', [magnitude]), graph.scalar(1)])])
    const linear = graph.add('Sub', [graph.add('Relu', [x]), graph.add('Mul', [x, y])])
    const gradient = graph.add('Mul', [graph.add('Sub', [p, y]), graph.scalar(1 / classes)])
    return { terms: graph.add('Add', [linear, bend]), factor: 1 / classes, gradient, at: logits }
  },

  /** max(0, 1 + max((1 − y)·p) − Σ y·p) */
  categoricalHinge: ({ builder, output, p, labels }) => {
    const { graph } = builder
    const [y, others] = [labels(1, 0), labels(0, 1)]
    const classAxis = graph.int64s([1])
    const rivals = graph.add('Mul', [others, p])
    const rival = graph.add('ReduceMax', [rivals, classAxis])
    const own = graph.add('ReduceSum', [graph.add('Mul', [y, p]), classAxis])
    const terms = graph.add('Relu', [graph.add('Add', [graph.add('Sub', [rival, own]), graph.scalar(1)])])
    const isRival = graph.add('Cast', [graph.add('Equal', [rivals, rival])], { to: 1 })
    const change = graph.add('Sub', [graph.add('Mul', [isRival, others]), y])
    return { terms, factor: 1, gradient: graph.add('Mul', [change, graph.add('Sign', [terms])]), at: output }
  },

  /** mean((p − y)²) */
  meanSquaredError: ({ builder, output, classes, p, labels }) => {
    const { graph } = builder
    const difference = graph.add('Sub', [p, labels(1, 0)])
    const gradient = graph.add('Mul', [difference, graph.scalar(2 / classes)])
    return { terms: graph.add('Mul', [difference, difference]), factor: 1 / classes, gradient, at: output }
  },

  /** mean(|p − y|) */
  meanAbsoluteError: ({ builder, output, classes, p, labels }) => {
    const { graph } = builder
    const difference = graph.add('Sub', [p, labels(1, 0)])
    const gradient = graph.add('Mul', [graph.add('Sign', [difference]), graph.scalar(1 / classes)])
    return { terms: graph.add('Abs', [difference]), factor: 1 / classes, gradient, at: output }
  },

  /** With d = p − y: the mean of d²/2 where |d| ≤ 1, else of |d| − 1/2. With c = d held within ±1 both are c·(d − c/2). */
  huber: ({ builder, output, classes, p, labels }) => {
    const { graph } = builder
    const difference = graph.add('Sub', [p, labels(1, 0)])
    const held = graph.add('Clip', [difference, graph.scalar(-1), graph.scalar(1)])
    const half = graph.add('Mul', [held, graph.scalar(0.5)])
    const terms = graph.add('Mul', [held, graph.add('Sub', [difference, half])])
    const gradient = graph.add('Mul', [held, graph.scalar(1 / classes)])
    return { terms, factor: 1 / classes, gradient, at: output }
  },
}

/** −Σ y·log p with the labels smoothed by `smoothing`. */
function crossentropy({ builder, output, classes, p, labels }: LossInputs, smoothing: number): SummedLoss {
  const { graph } = builder
  const spread = smoothing / classes
  const y = labels(1 - smoothing + spread, spread)
  const logits = findLogits(builder, output, 'softmax')
  if (logits) {
    const logarithms = graph.add('LogSoftmax', [rowsOf(builder, logits, classes)], { axis: 1 })
    const terms = graph.add('Mul', [y, logarithms])
    return { terms, factor: -1, gradient: graph.add('Sub', [p, y]), at: logits }
  }
  const clipped = clipProbabilities(builder, p)
  return {
    terms: graph.add('Mul', [y, graph.add('Log', [clipped])]),
    factor: -1,
    gradient: graph.add('Div', [graph.add('Neg', [y]), clipped]),
    at: output,
  }
}

/** To the terms of −Σ y·log p, of which the negative is taken: those of Σ y·log y, which no weight changes. */
function subtractEntropy({ builder: { graph }, labels }: LossInputs, terms: Name): Name {
  const y = labels(1, 0)
  const held = graph.add('Clip', [y, graph.scalar(smallestProbability), graph.scalar(1)])
  return graph.add('Sub', [terms, graph.add('Mul', [y, graph.add('Log', [held])])])
}

/** Where no sigmoid ends the network. The gradient by p is (p − y) / (p·(1 − p)) / K. */
function plainBinaryCrossentropy(
  builder: StepBuilder,
  { output, classes, p, y }: { output: AnyIrValue; classes: number; p: Name; y: Name },
): SummedLoss {
  const { graph } = builder
  const clipped = clipProbabilities(builder, p)
  const against = graph.add('Sub', [graph.scalar(1), clipped])
  const hits = graph.add('Mul', [y, graph.add('Log', [clipped])])
  const misses = graph.add('Mul', [graph.add('Sub', [graph.scalar(1), y]), graph.add('Log', [against])])
  const slope = graph.add('Div', [graph.add('Sub', [clipped, y]), graph.add('Mul', [clipped, against])])
  return {
    terms: graph.add('Add', [hits, misses]),
    factor: -1 / classes,
    gradient: graph.add('Mul', [slope, graph.scalar(1 / classes)]),
    at: output,
  }
}

function clipProbabilities({ graph }: StepBuilder, p: Name): Name {
  return graph.add('Clip', [p, graph.scalar(smallestProbability), graph.scalar(1 - smallestProbability)])
}

/**
 * What goes into the activation that ends at a head; null where that is another one, a softmax over less than all
 * classes of a row, or where something else uses its results too.
 */
function findLogits(
  { values, uses }: StepBuilder,
  output: AnyIrValue,
  activation: 'softmax' | 'sigmoid',
): AnyIrValue | null {
  const isAlone = (value: AnyIrValue) => uses.get(value.id) === 1
  let value: AnyIrValue | undefined = output
  while (value?.op === 'flatten' && isAlone(value)) value = values.get(value.inputs[0] ?? -1)
  if (value?.op !== activation || !isAlone(value)) return null
  const isWhole = activation === 'sigmoid' || value.shape.at(-1) === output.shape.at(-1)
  return (isWhole ? values.get(value.inputs[0] ?? -1) : null) ?? null
}
