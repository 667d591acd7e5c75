import { tf } from '#main/compile/tfjs/tensorflow.ts'
import type { LossName } from '#shared/document/schema.ts'
import { applyTail, type SoftmaxTail } from './training-model.ts'

/** Keras's clip for probabilities in a logarithm; needed only where no softmax ends the network. */
const smallestProbability = 1e-7

/**
 * The mean loss over the batch, a scalar. `outputs` are the training model's `[count, classes]`, logits where there is a
 * `tail`; `labels` is `[count]`, int32.
 */
export function computeLoss(
  loss: LossName,
  tail: SoftmaxTail | null,
  outputs: tf.Tensor,
  labels: tf.Tensor1D,
): tf.Scalar {
  const [count = 1, classes = 1] = outputs.shape
  const expected = tf.cast(tf.oneHot(labels, classes), 'float32')
  if (loss === 'meanSquaredError') {
    return tf.mean(tf.square(tf.sub(applyTail(tail, outputs), expected))) as tf.Scalar
  }
  const chosen = tf.mul(expected, tail ? logarithms(tail, outputs) : clippedLogarithms(outputs))
  return tf.div(tf.neg(tf.sum(chosen)), count) as tf.Scalar
}

function logarithms({ channels }: SoftmaxTail, logits: tf.Tensor): tf.Tensor {
  return tf.reshape(tf.logSoftmax(tf.reshape(logits, [-1, channels])), logits.shape)
}

function clippedLogarithms(probabilities: tf.Tensor): tf.Tensor {
  return tf.log(tf.clipByValue(probabilities, smallestProbability, 1 - smallestProbability))
}

/** How many rows of `[count, classes]` are largest at their label; the first of equals counts. */
export function countCorrect(probabilities: tf.Tensor, labels: tf.Tensor1D): tf.Scalar {
  return tf.sum(tf.cast(tf.equal(tf.argMax(probabilities, -1), labels), 'int32')) as tf.Scalar
}
