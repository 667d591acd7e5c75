import type { ModelWeight } from '#main/compile/tfjs/model-weights.ts'
import { tf } from '#main/compile/tfjs/tensorflow.ts'

/** `loss + Σ (l1·Σ|w| + l2·Σw²)` over the weights that are trained and held small, as Keras's regularizers add it. */
export function addPenalties(loss: tf.Scalar, weights: readonly ModelWeight[]): tf.Scalar {
  return weights.reduce((sum, { isTrainable, regularizer, variable }) => {
    if (!isTrainable || !regularizer) return sum
    const weight = variable.read()
    const squares = tf.mul(regularizer.l2, tf.sum(tf.square(weight)))
    // Not tf.abs, whose slope at 0 is -1: sign has none, so that this has the slope sign(w).
    const magnitudes = tf.mul(regularizer.l1, tf.sum(tf.mul(weight, tf.sign(weight))))
    return tf.add(sum, tf.add(squares, magnitudes)) as tf.Scalar
  }, loss)
}
