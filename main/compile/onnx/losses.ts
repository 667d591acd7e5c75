import type { LossName } from '#shared/document/schema.ts'
import { elementCount } from '#shared/layers/shape.ts'
import type { AnyIrValue, IrHead } from '../ir.ts'
import type { Name } from './onnx-graph.ts'
import type { Picture } from './picture.ts'
import { batchDimension, type StepBuilder, zipElements } from './step-builder.ts'

export interface LossOptions {
  loss: LossName
  /** α: labels are y·(1 − α) + α/K for categorical, y·(1 − α) + α/2 for binary cross-entropy. */
  labelSmoothing?: number | undefined
  /** The label that counts for nothing. */
  ignoreLabel?: number | undefined
  /** What the labels of each class count; without it all count 1. For training only. */
  weightByClass?: readonly number[] | undefined
  /** Whether each picture has a second label and a share: the graph's inputs `mixed_labels` and `mixed_shares`. For training only. */
  hasMixedLabels?: boolean | undefined
}

export interface LossResult {
  /** The mean over the labels that count, each head's times its weight, a scalar. */
  loss: Name
  /** Gradients by IR values, to begin the way back with. */
  seeds: Map<number, Picture>
}

/** Keras's clip for probabilities in a logarithm. */
const smallestProbability = 1e-7

/** The labels of a batch, int64, in the order of the rows of what the network gives. */
interface RowLabels {
  labels: Name
  /** The labels of what was mixed in, and the shares of the first ones and of these, `[rows, 1]`. */
  mixed: { labels: Name; shares: Name; others: Name } | null
}

/**
 * What a loss is of the sum over the rows of a batch, one for each label: n pictures, or n·height·width pixels. The mean, and
 * the weights of the classes, are the same for all.
 */
interface SummedLoss {
  /** `[rows, 1]` or `[rows, classes]`; times `factor` they add up to the loss. */
  terms: Name
  factor: number
  /** `[rows, classes]`, by the value `at`, without the division by their number. */
  gradient: Name
  at: AnyIrValue
}

interface LossInputs {
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
const rules: Record<LossName, (inputs: LossInputs) => SummedLoss> = {
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

/** The losses of the heads against the graph's input `labels` (int32, one a picture or a pixel), which it declares. */
export function writeLoss(builder: StepBuilder, heads: readonly IrHead[], options: LossOptions): LossResult {
  const labels = readLabels(builder, options)
  const count = countRows(builder, labels.labels, options)
  const losses = heads.map((head) => average(builder, compare(builder, { head, labels, options }), count))
  return losses.reduce((sum, { loss, seeds }) => {
    for (const [id, seed] of seeds) addSeed(builder, sum.seeds, id, seed)
    return { loss: builder.graph.add('Add', [sum.loss, loss]), seeds: sum.seeds }
  })
}

function readLabels(builder: StepBuilder, { hasMixedLabels }: LossOptions): RowLabels {
  const { graph } = builder
  const labels = readRow(builder, 'labels')
  if (!hasMixedLabels) return { labels, mixed: null }
  const given = graph.input('mixed_shares', 'float', [batchDimension])
  const shares = graph.add('Reshape', [given, graph.int64s([-1, 1])])
  const others = graph.add('Sub', [graph.scalar(1), shares])
  return { labels, mixed: { labels: readRow(builder, 'mixed_labels'), shares, others } }
}

function readRow({ graph, ir, values }: StepBuilder, name: string): Name {
  const places = values.get(ir.output)?.shape.slice(0, -1) ?? []
  const given = graph.input(name, 'int32', [batchDimension, ...places])
  const row = places.length > 0 ? graph.add('Reshape', [given, graph.int64s([-1])]) : given
  return graph.add('Cast', [row], { to: 7 })
}

/** The number of labels that count, and at least 1, a float. */
function countRows({ graph }: StepBuilder, labels: Name, { ignoreLabel }: LossOptions): Name {
  if (ignoreLabel === undefined) {
    const size = graph.add('Cast', [graph.add('Shape', [labels], { start: 0, end: 1 })], { to: 1 })
    return graph.add('Squeeze', [size])
  }
  const counts = graph.add('Gather', [graph.floats(weighLabels({ ignoreLabel }) ?? []), labels])
  return graph.add('Max', [graph.add('ReduceSum', [counts], { keepdims: 0 }), graph.scalar(1)])
}

/** What each label counts; undefined where all count 1. The ignored one is above those of all classes. */
function weighLabels({
  ignoreLabel,
  weightByClass,
}: Pick<LossOptions, 'ignoreLabel' | 'weightByClass'>): readonly number[] | undefined {
  if (ignoreLabel === undefined) return weightByClass
  return Array.from({ length: ignoreLabel + 1 }, (_, label) =>
    label === ignoreLabel ? 0 : (weightByClass?.[label] ?? 1),
  )
}

/** Heads may hang on the same value. */
function addSeed(builder: StepBuilder, seeds: Map<number, Picture>, id: number, seed: Picture): void {
  const known = seeds.get(id)
  seeds.set(id, known ? zipElements(builder, [known, seed], (a, b) => builder.graph.add('Add', [a, b])) : seed)
}

/** A number for each row and class, or for each row, by its labels: that of each times its share. */
function byShares({ graph }: StepBuilder, { labels, mixed }: RowLabels, read: (labels: Name) => Name): Name {
  if (!mixed) return read(labels)
  const [first, second] = [read(labels), read(mixed.labels)]
  return graph.add('Add', [graph.add('Mul', [first, mixed.shares]), graph.add('Mul', [second, mixed.others])])
}

/** The loss of one head by its labels, times its weight. */
function compare(
  builder: StepBuilder,
  { head, labels, options }: { head: IrHead; labels: RowLabels; options: LossOptions },
): SummedLoss {
  const { graph } = builder
  const output = builder.values.get(head.value)
  if (!output) throw new Error(`the output %${head.value} is not computed`)
  const classes = output.shape.at(-1) ?? 0
  const loss = rules[options.loss]({
    builder,
    output,
    classes,
    p: rowsOf(builder, output, classes),
    labels: (on, off) =>
      byShares(builder, labels, (row) => graph.add('OneHot', [row, graph.int64s([classes]), graph.floats([off, on])])),
    isMixed: labels.mixed !== null,
    smoothing: options.labelSmoothing ?? 0,
  })
  return scale(builder, weigh(builder, loss, labels, weighLabels(options)), head.weight)
}

function scale({ graph }: StepBuilder, loss: SummedLoss, weight: number): SummedLoss {
  if (weight === 1) return loss
  const gradient = graph.add('Mul', [loss.gradient, graph.scalar(weight)])
  return { ...loss, factor: loss.factor * weight, gradient }
}

/** Gives each row the weight of its label, or of both by their shares. */
function weigh(
  builder: StepBuilder,
  loss: SummedLoss,
  labels: RowLabels,
  weights: readonly number[] | undefined,
): SummedLoss {
  if (!weights) return loss
  const { graph } = builder
  const column = byShares(builder, labels, (row) => {
    const each = graph.add('Gather', [graph.floats(weights), row])
    return graph.add('Reshape', [each, graph.int64s([-1, 1])])
  })
  return {
    ...loss,
    terms: graph.add('Mul', [loss.terms, column]),
    gradient: graph.add('Mul', [loss.gradient, column]),
  }
}

function average(builder: StepBuilder, { terms, factor, gradient, at }: SummedLoss, count: Name): LossResult {
  const { graph } = builder
  const sum = graph.add('ReduceSum', [terms], { keepdims: 0 })
  const loss = graph.add('Div', [graph.add('Mul', [sum, graph.scalar(factor)]), count])
  return { loss, seeds: new Map([[at.id, asPicture(builder, at, graph.add('Div', [gradient, count]))]]) }
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

/** A value as `[rows, classes]`, in the order in which Flatten puts it. */
function rowsOf(builder: StepBuilder, value: AnyIrValue, classes: number): Name {
  const { graph, pictures, activations } = builder
  const picture = activations.get(value.id)
  if (!picture) throw new Error(`value %${value.id} is used before it is computed`)
  const form = hasPixels(value) ? 'nhwc' : 'nchw'
  const name = pictures.read(picture, form)
  return value.shape.length === 1 ? name : graph.add('Reshape', [name, graph.int64s([-1, classes])])
}

/** The way back from `rowsOf`. */
function asPicture({ graph }: StepBuilder, value: AnyIrValue, rows: Name): Picture {
  const { shape } = value
  if (shape.length === 1) return { shape, forms: { nchw: rows } }
  if (hasPixels(value)) return { shape, forms: { nhwc: graph.add('Reshape', [rows, graph.int64s([-1, ...shape])]) } }
  const dims = shape.length === 3 ? [shape[2] ?? 0, 1, 1] : shape
  return { shape, forms: { nchw: graph.add('Reshape', [rows, graph.int64s([-1, ...dims])]) } }
}

/** Pictures of one pixel lie alike in all forms. */
function hasPixels({ shape }: AnyIrValue): boolean {
  return shape.length === 3 && elementCount(shape) > (shape[2] ?? 0)
}
