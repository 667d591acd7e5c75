import { keras, tf } from './tensorflow.ts'

interface Parameters {
  depthRadius: number
  bias: number
  alpha: number
  beta: number
}

/**
 * AlexNet's normalisation as a layer, which neither tfjs nor Keras has: models that hold one open only where a class
 * of this name is registered, as it is here.
 */
export class LocalResponseNormalization extends keras.layers.Layer {
  static className = 'LocalResponseNormalization'
  readonly #parameters: Parameters

  constructor(config: Record<string, unknown>) {
    super({ name: config.name === undefined ? undefined : String(config.name) })
    this.#parameters = {
      depthRadius: Number(config.depthRadius),
      bias: Number(config.bias),
      alpha: Number(config.alpha),
      beta: Number(config.beta),
    }
  }

  override build(inputShape: (number | null)[]): void {
    if (inputShape.length !== 4) throw new Error(`LocalResponseNormalization needs pictures, not ${inputShape}`)
    this.built = true
  }

  override computeOutputShape(inputShape: (number | null)[]): (number | null)[] {
    return inputShape
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [x] = [inputs].flat()
    const { depthRadius, bias, alpha, beta } = this.#parameters
    return tf.localResponseNormalization(x as tf.Tensor4D, depthRadius, bias, alpha, beta)
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), ...this.#parameters }
  }
}

tf.serialization.registerClass(LocalResponseNormalization)
