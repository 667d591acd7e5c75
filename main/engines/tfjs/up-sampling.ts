import type { LayerConfig } from '#main/compile/tfjs/keras-layer.ts'
import { keras, tf } from '#main/compile/tfjs/tensorflow.ts'

/**
 * tfjs's UpSampling2D, pixel for pixel. tfjs's own gradients on the cpu (4.22) mistake height for width where the two
 * differ, for both ways of interpolating.
 */
export class TrainableUpSampling2d extends keras.layers.Layer {
  static className = 'LoomUpSampling2D'
  readonly #size: [number, number]
  readonly #isBilinear: boolean

  constructor(config: LayerConfig) {
    super({ name: String(config.name) })
    this.#size = config.size as [number, number]
    this.#isBilinear = config.interpolation === 'bilinear'
  }

  override computeOutputShape([batch = null, height, width, channels = null]: (number | null)[]): (number | null)[] {
    return [batch, (height ?? 0) * this.#size[0], (width ?? 0) * this.#size[1], channels]
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const [x] = Array.isArray(inputs) ? inputs : [inputs]
      if (!x) throw new Error('UpSampling2D was called without an input')
      return this.#enlarge(this.#enlarge(x, 1), 2)
    })
  }

  /** Pixel i of the result lies at i / size. */
  #enlarge(x: tf.Tensor, axis: 1 | 2): tf.Tensor {
    const length = x.shape[axis] ?? 0
    const factor = this.#size[axis - 1] ?? 1
    const places = Array.from({ length: length * factor }, (_, index) => index / factor)
    const take = (indices: number[]) => tf.gather(x, tf.tensor1d(indices, 'int32'), axis)
    const before = take(places.map(Math.floor))
    if (!this.#isBilinear) return before
    const after = take(places.map((place) => Math.min(Math.ceil(place), length - 1)))
    const share = tf.tensor(
      places.map((place) => place - Math.floor(place)),
      axis === 1 ? [1, places.length, 1, 1] : [1, 1, places.length, 1],
    )
    return tf.add(before, tf.mul(tf.sub(after, before), share))
  }
}
