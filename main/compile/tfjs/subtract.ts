import { keras, tf } from './tensorflow.ts'

/** Keras's Subtract, which tfjs lacks. A saved model with it opens in Keras; tfjs elsewhere does not know the layer. */
export class Subtract extends keras.layers.Layer {
  static className = 'Subtract'

  override computeOutputShape(inputShape: (number | null)[] | (number | null)[][]): (number | null)[] {
    const [first, second, ...others] = inputShape as (number | null)[][]
    if (!first || !second || others.length > 0 || first.join() !== second.join()) {
      throw new Error('Subtract takes two inputs of one shape')
    }
    return first
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [first, second] = Array.isArray(inputs) ? inputs : [inputs]
    if (!first || !second) throw new Error('Subtract was called without two inputs')
    return tf.sub(first, second)
  }
}

tf.serialization.registerClass(Subtract)
