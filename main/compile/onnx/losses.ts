import type { LossName } from '#shared/document/schema.ts'
import type { Name } from './onnx-graph.ts'
import type { Picture } from './picture.ts'
import { plainOf, type StepBuilder } from './step-builder.ts'

export interface LossResult {
  /** The mean over the batch, a scalar. */
  loss: Name
  /** Gradients by IR values, to begin the way back with. */
  seeds: Map<number, Picture>
}

/** Keras's clip for probabilities in a logarithm. */
const smallestProbability = 1e-7

/** `labels` holds one 1 per row. */
const rules: Record<LossName, (builder: StepBuilder, labels: Name) => LossResult> = {
  /** −mean(Σ y·log p). After a softmax it is computed from what went into it: exact, and the gradient is (p − y)/n. */
  categoricalCrossentropy: (builder, labels) => {
    const { graph, ir } = builder
    const logits = findLogits(builder)
    if (!logits) return plainCrossentropy(builder, labels)
    const rows = graph.add('Reshape', [plainOf(builder, logits.input), graph.int64s([-1, outputCount(builder)])])
    const logarithms = graph.add('LogSoftmax', [rows], { axis: 1 })
    const difference = graph.add('Sub', [plainOf(builder, ir.output), labels])
    const gradient = graph.add('Div', [difference, batchSize(builder)])
    const shaped = logits.isPicture
      ? graph.add('Reshape', [gradient, graph.int64s([-1, outputCount(builder), 1, 1])])
      : gradient
    return {
      loss: meanOfRows(builder, graph.add('Mul', [labels, logarithms]), -1),
      seeds: seed(builder, logits.input, shaped),
    }
  },

  /** The mean over batch and classes of (p − y)², as in Keras. */
  meanSquaredError: (builder, labels) => {
    const { graph, ir } = builder
    const difference = graph.add('Sub', [plainOf(builder, ir.output), labels])
    const perClass = 1 / outputCount(builder)
    const doubled = graph.add('Mul', [difference, graph.scalar(2 * perClass)])
    return {
      loss: meanOfRows(builder, graph.add('Mul', [difference, difference]), perClass),
      seeds: seed(builder, ir.output, graph.add('Div', [doubled, batchSize(builder)])),
    }
  },
}

export function writeLoss(builder: StepBuilder, loss: LossName, labels: Name): LossResult {
  return rules[loss](builder, labels)
}

/** What goes into the softmax that ends the network, where each picture has one row of probabilities. */
export function findLogits({ ir, values }: StepBuilder): { input: number; isPicture: boolean } | null {
  let value = values.get(ir.output)
  while (value?.op === 'flatten') value = values.get(value.inputs[0] ?? -1)
  if (value?.op !== 'softmax') return null
  const [height = 1, width = 1] = value.shape.length === 3 ? value.shape : []
  return height * width === 1 ? { input: value.inputs[0] ?? -1, isPicture: value.shape.length === 3 } : null
}

function plainCrossentropy(builder: StepBuilder, labels: Name): LossResult {
  const { graph, ir } = builder
  const clipped = graph.add('Clip', [
    plainOf(builder, ir.output),
    graph.scalar(smallestProbability),
    graph.scalar(1 - smallestProbability),
  ])
  const share = graph.add('Div', [graph.add('Neg', [labels]), batchSize(builder)])
  return {
    loss: meanOfRows(builder, graph.add('Mul', [labels, graph.add('Log', [clipped])]), -1),
    seeds: seed(builder, ir.output, graph.add('Div', [share, clipped])),
  }
}

function seed({ values }: StepBuilder, id: number, gradient: Name): Map<number, Picture> {
  return new Map([[id, { shape: values.get(id)?.shape ?? [], forms: { nchw: gradient } }]])
}

function outputCount({ ir, values }: StepBuilder): number {
  return values.get(ir.output)?.shape[0] ?? 0
}

/** `factor · Σ / n`, with n the size of the batch. */
function meanOfRows(builder: StepBuilder, name: Name, factor: number): Name {
  const { graph } = builder
  const sum = graph.add('ReduceSum', [name], { keepdims: 0 })
  return graph.add('Div', [graph.add('Mul', [sum, graph.scalar(factor)]), batchSize(builder)])
}

function batchSize(builder: StepBuilder): Name {
  const { graph } = builder
  const size = graph.add('Cast', [graph.add('Shape', ['labels'], { start: 0, end: 1 })], { to: 1 })
  return graph.add('Squeeze', [size])
}
