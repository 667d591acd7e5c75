import { tf } from '#main/compile/tfjs/tensorflow.ts'
import type { LossName } from '#shared/document/schema.ts'
import type { TrainingPlan } from '../engine.ts'
import { applyTail, type OutputTail } from './training-model.ts'

/** Keras's clip for probabilities in a logarithm; needed only where neither softmax nor sigmoid ends the network. */
const smallestProbability = 1e-7

export type LossOptions = Pick<TrainingPlan, 'loss' | 'labelSmoothing' | 'ignoreLabel' | 'weightByClass'>

/** `[rows]`, int32, in the order of what the training model gives. */
export interface RowLabels {
  labels: tf.Tensor1D
  /** Those of the pictures that were mixed in, and the share of the first ones, `[rows]`. */
  mixed?: { labels: tf.Tensor1D; shares: tf.Tensor1D } | undefined
}

interface LossInputs {
  /** What the training model gives, `[rows, classes]`: logits where there is a `tail`. */
  outputs: tf.Tensor
  tail: OutputTail | null
  /** One-hot, or of two labels by their shares, `[rows, classes]`. */
  labels: tf.Tensor
  isMixed: boolean
  /** α: labels are y·(1 − α) + α/classes for categorical, y·(1 − α) + α/2 for binary cross-entropy. */
  smoothing: number
}

/** The loss of each row, `[rows]`. p: what the network gives as drawn, y: labels; sums are over the classes. */
const rules: Record<LossName, (inputs: LossInputs) => tf.Tensor> = {
  /** −Σ y·log p */
  categoricalCrossentropy: (inputs) => crossentropy(inputs, inputs.smoothing),

  /** The same for labels that are not smoothed. */
  sparseCategoricalCrossentropy: (inputs) => crossentropy(inputs, 0),

  /** Σ y·log(y / p): for one-hot labels y·log y is 0. */
  kullbackLeiblerDivergence(inputs) {
    const loss = crossentropy(inputs, 0)
    if (!inputs.isMixed) return loss
    const logarithms = tf.log(tf.clipByValue(inputs.labels, smallestProbability, 1))
    return tf.add(loss, tf.sum(tf.mul(inputs.labels, logarithms), 1))
  },

  /** mean(−y·log p − (1 − y)·log(1 − p)), from logits x: max(x, 0) − x·y + log(1 + exp(−|x|)) */
  binaryCrossentropy({ outputs, tail, labels, smoothing }) {
    const y = smooth(labels, smoothing, 2)
    if (tail?.activation === 'sigmoid') {
      const linear = tf.sub(tf.relu(outputs), tf.mul(outputs, y))
      return tf.mean(tf.add(linear, tf.log1p(tf.exp(tf.neg(tf.abs(outputs))))), 1)
    }
    const p = clipProbabilities(applyTail(tail, outputs))
    const against = tf.mul(tf.sub(1, y), tf.log(tf.sub(1, p)))
    return tf.neg(tf.mean(tf.add(tf.mul(y, tf.log(p)), against), 1))
  },

  /** max(0, 1 + max((1 − y)·p) − Σ y·p) */
  categoricalHinge({ outputs, tail, labels }) {
    const p = applyTail(tail, outputs)
    const rival = tf.max(tf.mul(tf.sub(1, labels), p), 1)
    return tf.relu(tf.add(1, tf.sub(rival, tf.sum(tf.mul(labels, p), 1))))
  },

  /** mean((p − y)²) */
  meanSquaredError: (inputs) => tf.mean(tf.square(errorsOf(inputs)), 1),

  /** mean(|p − y|) */
  meanAbsoluteError: (inputs) => tf.mean(tf.abs(errorsOf(inputs)), 1),

  /** With d = p − y: the mean of d²/2 where |d| ≤ 1, else of |d| − 1/2. With c = d held within ±1 both are c·(d − c/2). */
  huber(inputs) {
    const errors = errorsOf(inputs)
    const held = tf.clipByValue(errors, -1, 1)
    return tf.mean(tf.mul(held, tf.sub(errors, tf.div(held, 2))), 1)
  },
}

/**
 * The mean loss over the labels that count, a scalar. `outputs` are the training model's `[…, classes]`, logits where there is
 * a `tail`.
 */
export function computeLoss(
  { loss, labelSmoothing = 0, ignoreLabel, weightByClass }: LossOptions,
  tail: OutputTail | null,
  outputs: tf.Tensor,
  rowLabels: RowLabels,
): tf.Scalar {
  const { labels, mixed } = rowLabels
  const classes = outputs.shape.at(-1) ?? 1
  const expected = byShares(rowLabels, (row) => tf.cast(tf.oneHot(row, classes), 'float32'))
  const rows = tf.reshape(outputs, [-1, classes])
  const each = rules[loss]({
    outputs: rows,
    tail,
    labels: expected,
    isMixed: mixed !== undefined,
    smoothing: labelSmoothing,
  })
  if (ignoreLabel === undefined) {
    if (!weightByClass) return tf.mean(each) as tf.Scalar
    const table = tf.tensor1d([...weightByClass])
    return tf.mean(
      tf.mul(
        each,
        byShares(rowLabels, (row) => tf.gather(table, row)),
      ),
    ) as tf.Scalar
  }
  const weigh = (label: number) => (label === ignoreLabel ? 0 : (weightByClass?.[label] ?? 1))
  const table = tf.tensor1d(Array.from({ length: ignoreLabel + 1 }, (_, label) => weigh(label)))
  const weights = byShares(rowLabels, (row) => tf.gather(table, row))
  const counted = tf.sum(tf.cast(tf.notEqual(labels, ignoreLabel), 'float32'))
  return tf.div(tf.sum(tf.mul(each, weights)), tf.maximum(counted, 1)) as tf.Scalar
}

/** What is read by the labels, a row each, by both of them times their shares. */
function byShares({ labels, mixed }: RowLabels, read: (labels: tf.Tensor1D) => tf.Tensor): tf.Tensor {
  const first = read(labels)
  if (!mixed) return first
  const shares = first.rank === 2 ? tf.expandDims(mixed.shares, 1) : mixed.shares
  return tf.add(tf.mul(first, shares), tf.mul(read(mixed.labels), tf.sub(1, shares)))
}

/** y·(1 − α) + α/parts */
function smooth(labels: tf.Tensor, smoothing: number, parts: number): tf.Tensor {
  return smoothing === 0 ? labels : tf.add(tf.mul(labels, 1 - smoothing), smoothing / parts)
}

function crossentropy({ outputs, tail, labels }: LossInputs, smoothing: number): tf.Tensor {
  const logarithms =
    tail?.activation === 'softmax'
      ? tf.reshape(tf.logSoftmax(tf.reshape(outputs, [-1, tail.channels])), outputs.shape)
      : tf.log(clipProbabilities(applyTail(tail, outputs)))
  return tf.neg(tf.sum(tf.mul(smooth(labels, smoothing, outputs.shape[1] ?? 1), logarithms), 1))
}

function errorsOf({ outputs, tail, labels }: LossInputs): tf.Tensor {
  return tf.sub(applyTail(tail, outputs), labels)
}

function clipProbabilities(probabilities: tf.Tensor): tf.Tensor {
  return tf.clipByValue(probabilities, smallestProbability, 1 - smallestProbability)
}

/** How many rows of `[…, classes]` are largest at their label; the first of equals counts. An ignored label is no class. */
export function countCorrect(probabilities: tf.Tensor, labels: tf.Tensor1D): tf.Scalar {
  const largest = tf.reshape(tf.argMax(probabilities, -1), [-1])
  return tf.sum(tf.cast(tf.equal(largest, labels), 'int32')) as tf.Scalar
}
