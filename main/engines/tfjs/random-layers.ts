import type { LayerConfig } from '#main/compile/tfjs/keras-layer.ts'
import { keras, tf } from '#main/compile/tfjs/tensorflow.ts'
import { fillDropoutMask, fillGaussianNoise } from '../dropout-masks.ts'
import type { TrainingContext } from './training-layers.ts'

type Inputs = tf.Tensor | tf.Tensor[]
type CallOptions = { training?: boolean }

/** A layer that draws numbers from the run's seed in training, the same on all engines; else the identity. */
abstract class SeededLayer extends keras.layers.Layer {
  readonly #index: number
  readonly #context: TrainingContext

  /** `index` counts the network's random layers in the order in which data flows. */
  constructor(config: LayerConfig, index: number, context: TrainingContext) {
    super({ name: String(config.name) })
    this.#index = index
    this.#context = context
  }

  override computeOutputShape(inputShape: (number | null)[]): (number | null)[] {
    return inputShape
  }

  override call(inputs: Inputs, { training }: CallOptions): tf.Tensor {
    const [x] = [inputs].flat()
    if (!x) throw new Error('a layer was called without an input')
    return training ? tf.tidy(() => this.disturb(x, { ...this.#context, layer: this.#index })) : x
  }

  protected abstract disturb(x: tf.Tensor, seed: { seed: number; step: number; layer: number }): tf.Tensor
}

/** Dropout of single values, or of all that the ones in `noiseShape` join. */
export class SeededDropout extends SeededLayer {
  static className = 'LoomSeededDropout'
  readonly #rate: number
  readonly #noiseShape: (number | null)[] | null

  constructor(config: LayerConfig, index: number, context: TrainingContext) {
    super(config, index, context)
    this.#rate = Number(config.rate)
    this.#noiseShape = Array.isArray(config.noiseShape) ? config.noiseShape : null
  }

  protected override disturb(x: tf.Tensor, seed: { seed: number; step: number; layer: number }): tf.Tensor {
    if (this.#rate === 0) return x
    const shape = x.shape.map((size, axis) => this.#noiseShape?.[axis] ?? size)
    const mask = new Float32Array(tf.util.sizeFromShape(shape))
    fillDropoutMask(mask, this.#rate, seed)
    return tf.mul(x, tf.tensor(mask, shape))
  }
}

export class SeededGaussianNoise extends SeededLayer {
  static className = 'LoomSeededGaussianNoise'
  readonly #stddev: number

  constructor(config: LayerConfig, index: number, context: TrainingContext) {
    super(config, index, context)
    this.#stddev = Number(config.stddev)
  }

  protected override disturb(x: tf.Tensor, seed: { seed: number; step: number; layer: number }): tf.Tensor {
    if (this.#stddev === 0) return x
    const noise = new Float32Array(x.size)
    fillGaussianNoise(noise, this.#stddev, seed)
    return tf.add(x, tf.tensor(noise, x.shape))
  }
}
