import type { LayerConfig } from './keras-layer.ts'
import { keras, tf } from './tensorflow.ts'

/**
 * Keras's ELU in place of tfjs's own, which refuses every alpha but 1. With 1 a saved model opens in any tfjs; with
 * another in Keras, while tfjs says that it has no such alpha.
 */
export class ExponentialLinearUnit extends keras.layers.Layer {
  static className = 'ELU'
  readonly alpha: number

  constructor(config: LayerConfig) {
    super({ name: String(config.name) })
    this.alpha = Number(config.alpha ?? 1)
  }

  override computeOutputShape(inputShape: (number | null)[]): (number | null)[] {
    return inputShape
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const [x] = Array.isArray(inputs) ? inputs : [inputs]
      if (!x) throw new Error('ELU was called without an input')
      if (this.alpha === 1) return tf.elu(x)
      return tf.add(tf.relu(x), tf.mul(this.alpha, tf.elu(tf.minimum(x, 0))))
    })
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), alpha: this.alpha }
  }
}

tf.serialization.registerClass(ExponentialLinearUnit)
