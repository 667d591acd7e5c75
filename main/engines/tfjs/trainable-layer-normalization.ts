import type { LayerConfig } from '#main/compile/tfjs/keras-layer.ts'
import { keras, tf } from '#main/compile/tfjs/tensorflow.ts'

/** LayerNormalization over the last axis; tfjs's own cannot be trained without `scale` or `center`. */
export class TrainableLayerNormalization extends keras.layers.Layer {
  static className = 'LoomLayerNormalization'
  readonly #config: { epsilon: number; center: boolean; scale: boolean }
  #gamma: keras.LayerVariable | null = null
  #beta: keras.LayerVariable | null = null

  constructor(config: LayerConfig) {
    super({ name: String(config.name) })
    this.#config = {
      epsilon: Number(config.epsilon),
      center: config.center === true,
      scale: config.scale === true,
    }
  }

  override build(inputShape: (number | null)[]): void {
    const shape = [inputShape.at(-1) ?? 0]
    const { zeros, ones } = keras.initializers
    if (this.#config.scale) this.#gamma = this.addWeight('gamma', shape, 'float32', ones())
    if (this.#config.center) this.#beta = this.addWeight('beta', shape, 'float32', zeros())
    this.built = true
  }

  override computeOutputShape(inputShape: (number | null)[]): (number | null)[] {
    return inputShape
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const [x] = [inputs].flat()
      if (!x) throw new Error('a layer was called without an input')
      const { mean, variance } = tf.moments(x, -1, true)
      const normalized = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, this.#config.epsilon)))
      const scaled = this.#gamma ? tf.mul(normalized, this.#gamma.read()) : normalized
      return this.#beta ? tf.add(scaled, this.#beta.read()) : scaled
    })
  }
}

/** tfjs's own layer where it can be trained. */
export function trainLayerNormalization(config: LayerConfig): TrainableLayerNormalization | undefined {
  return config.scale === true && config.center === true ? undefined : new TrainableLayerNormalization(config)
}
