import type { LayerConfig } from '#main/compile/tfjs/keras-layer.ts'
import { keras, tf } from '#main/compile/tfjs/tensorflow.ts'
import { windowPadding } from '#shared/layers/window.ts'

type Sides = [number, number]
type Inputs = tf.Tensor | tf.Tensor[]
type Sizes = (number | null)[]

/**
 * Average pooling with `same` padding as a padded `valid` one, rescaled by how many pixels each window has inside the
 * picture. The values are those of tfjs; its gradient on the cpu divides by the whole window at the borders instead.
 */
function averageInside(x: tf.Tensor4D, poolSize: Sides, strides: Sides): tf.Tensor4D {
  const [, height, width] = x.shape
  const rows = countInside(height, poolSize[0], strides[0])
  const columns = countInside(width, poolSize[1], strides[1])
  const area = poolSize[0] * poolSize[1]
  const scale = rows.counts.flatMap((inColumn) => columns.counts.map((inRow) => area / (inColumn * inRow)))
  const padded = tf.pad(x, [[0, 0], rows.padding, columns.padding, [0, 0]])
  const means = tf.avgPool(padded, poolSize, strides, 'valid')
  return tf.mul(means, tf.tensor4d(scale, [1, rows.counts.length, columns.counts.length, 1]))
}

/** For each place of a `same` window along one axis, how much of it lies inside the picture. */
function countInside(length: number, size: number, stride: number): { padding: Sides; counts: number[] } {
  const padding = windowPadding(length, size, stride, 'same')
  const counts = Array.from({ length: Math.ceil(length / stride) }, (_, place) => {
    const start = place * stride - padding[0]
    return Math.min(start + size, length) - Math.max(start, 0)
  })
  return { padding, counts }
}

export class PaddedAveragePooling2d extends keras.layers.Layer {
  static className = 'LoomAveragePooling2D'
  readonly #poolSize: Sides
  readonly #strides: Sides

  constructor(config: LayerConfig) {
    super({ name: String(config.name) })
    this.#poolSize = config.poolSize as Sides
    this.#strides = config.strides as Sides
  }

  override computeOutputShape([batch = null, height, width, channels = null]: Sizes): Sizes {
    const [vertical, horizontal] = this.#strides
    return [batch, Math.ceil((height ?? 0) / vertical), Math.ceil((width ?? 0) / horizontal), channels]
  }

  override call(inputs: Inputs): tf.Tensor {
    return tf.tidy(() => averageInside(onlyTensor(inputs) as tf.Tensor4D, this.#poolSize, this.#strides))
  }
}

export class PaddedAveragePooling1d extends keras.layers.Layer {
  static className = 'LoomAveragePooling1D'
  readonly #poolSize: number
  readonly #stride: number

  constructor(config: LayerConfig) {
    super({ name: String(config.name) })
    this.#poolSize = Number(config.poolSize)
    this.#stride = Number(config.strides)
  }

  override computeOutputShape([batch = null, steps, channels = null]: Sizes): Sizes {
    return [batch, Math.ceil((steps ?? 0) / this.#stride), channels]
  }

  override call(inputs: Inputs): tf.Tensor {
    return tf.tidy(() => {
      const picture = tf.expandDims(onlyTensor(inputs), 1) as tf.Tensor4D
      return tf.squeeze(averageInside(picture, [1, this.#poolSize], [1, this.#stride]), [1])
    })
  }
}

function onlyTensor(inputs: Inputs): tf.Tensor {
  const [tensor] = Array.isArray(inputs) ? inputs : [inputs]
  if (!tensor) throw new Error('a pooling was called without an input')
  return tensor
}
