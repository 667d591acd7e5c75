import type { LossName } from '#shared/document/schema.ts'
import type { IrHead } from '../ir.ts'
import { asPicture, rowsOf } from './loss-rows.ts'
import { lossRules, type SummedLoss } from './loss-rules.ts'
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

/** The labels of a batch, int64, in the order of the rows of what the network gives. */
interface RowLabels {
  labels: Name
  /** The labels of what was mixed in, and the shares of the first ones and of these, `[rows, 1]`. */
  mixed: { labels: Name; shares: Name; others: Name } | null
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
  const loss = lossRules[options.loss]({
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
