import type { KerasLayer, LayerConfig } from '#main/compile/tfjs/keras-layer.ts'
import { keras, tf } from '#main/compile/tfjs/tensorflow.ts'
import { windowPadding } from '#shared/layers/window.ts'
import { fillDropoutMask } from '../dropout-masks.ts'

/** What layers must know of the step that they take part in; the session changes it as it goes. */
export interface TrainingContext {
  /** The run's seed. */
  seed: number
  /** From 0. */
  step: number
  /** Whether a forward pass of training changes the moving statistics. */
  updatesStatistics: boolean
}

type Inputs = tf.Tensor | tf.Tensor[]
type CallOptions = { training?: boolean }

/** Dropout whose masks come from the run's seed, the same on all engines. */
export class SeededDropout extends keras.layers.Layer {
  static className = 'LoomSeededDropout'
  readonly #rate: number
  readonly #index: number
  readonly #context: TrainingContext

  /** `index` counts the network's dropouts in the order in which data flows. */
  constructor(config: LayerConfig, index: number, context: TrainingContext) {
    super({ name: String(config.name) })
    this.#rate = Number(config.rate)
    this.#index = index
    this.#context = context
  }

  override computeOutputShape(inputShape: (number | null)[]): (number | null)[] {
    return inputShape
  }

  override call(inputs: Inputs, { training }: CallOptions): tf.Tensor {
    const x = onlyTensor(inputs)
    if (!training || this.#rate === 0) return x
    const mask = new Float32Array(x.size)
    fillDropoutMask(mask, this.#rate, { ...this.#context, layer: this.#index })
    return tf.tidy(() => tf.mul(x, tf.tensor(mask, x.shape)))
  }
}

/**
 * tfjs's BatchNormalization, formula for formula; but tfjs's own cannot be trained without `scale` or `center`, and
 * cannot be asked to leave its moving statistics alone.
 */
export class TrainableBatchNormalization extends keras.layers.Layer {
  static className = 'LoomBatchNormalization'
  readonly #config: { momentum: number; epsilon: number; center: boolean; scale: boolean }
  readonly #context: TrainingContext
  #weights: Record<string, keras.LayerVariable> = {}

  constructor(config: LayerConfig, context: TrainingContext) {
    super({ name: String(config.name) })
    this.#config = {
      momentum: Number(config.momentum),
      epsilon: Number(config.epsilon),
      center: config.center === true,
      scale: config.scale === true,
    }
    this.#context = context
  }

  override build(inputShape: (number | null)[]): void {
    const shape = [inputShape.at(-1) ?? 0]
    const { zeros, ones } = keras.initializers
    const add = (name: string, initializer: ReturnType<typeof zeros>, isTrainable: boolean) => {
      this.#weights[name] = this.addWeight(name, shape, 'float32', initializer, undefined, isTrainable)
    }
    if (this.#config.scale) add('gamma', ones(), true)
    if (this.#config.center) add('beta', zeros(), true)
    add('moving_mean', zeros(), false)
    add('moving_variance', ones(), false)
    this.built = true
  }

  override computeOutputShape(inputShape: (number | null)[]): (number | null)[] {
    return inputShape
  }

  override call(inputs: Inputs, { training }: CallOptions): tf.Tensor {
    return tf.tidy(() => {
      const x = onlyTensor(inputs)
      if (!training) return this.#normalize(x, this.#read('moving_mean'), this.#read('moving_variance'))
      const { mean, variance } = tf.moments(
        x,
        x.shape.slice(0, -1).map((_, axis) => axis),
      )
      if (this.#context.updatesStatistics) {
        this.#move('moving_mean', mean)
        this.#move('moving_variance', variance)
      }
      return this.#normalize(x, mean, variance)
    })
  }

  #normalize(x: tf.Tensor, mean: tf.Tensor, variance: tf.Tensor): tf.Tensor {
    const gamma = this.#config.scale ? this.#read('gamma') : tf.onesLike(mean)
    const beta = this.#config.center ? this.#read('beta') : tf.zerosLike(mean)
    return tf.batchNorm(
      x as tf.Tensor4D,
      mean as tf.Tensor1D,
      variance as tf.Tensor1D,
      beta as tf.Tensor1D,
      gamma as tf.Tensor1D,
      this.#config.epsilon,
    )
  }

  /** `moving ← moving − (moving − value)·(1 − momentum)` */
  #move(name: string, value: tf.Tensor): void {
    const moving = this.#read(name)
    this.#weights[name]?.write(tf.sub(moving, tf.mul(tf.sub(moving, value), 1 - this.#config.momentum)))
  }

  #read(name: string): tf.Tensor {
    const weight = this.#weights[name]
    if (!weight) throw new Error(`batch normalization has no weight ${name}`)
    return weight.read()
  }
}

/**
 * Average pooling with `same` padding as a padded `valid` one, rescaled by how many pixels each window has inside the
 * picture. The values are those of tfjs; its gradient on the cpu divides by the whole window at the borders instead.
 */
export class PaddedAveragePooling2d extends keras.layers.Layer {
  static className = 'LoomAveragePooling2D'
  readonly #poolSize: [number, number]
  readonly #strides: [number, number]

  constructor(config: LayerConfig) {
    super({ name: String(config.name) })
    this.#poolSize = config.poolSize as [number, number]
    this.#strides = config.strides as [number, number]
  }

  override computeOutputShape([batch = null, height, width, channels = null]: (number | null)[]): (number | null)[] {
    const [vertical, horizontal] = this.#strides
    return [batch, Math.ceil((height ?? 0) / vertical), Math.ceil((width ?? 0) / horizontal), channels]
  }

  override call(inputs: Inputs): tf.Tensor {
    return tf.tidy(() => {
      const x = onlyTensor(inputs) as tf.Tensor4D
      const [, height, width] = x.shape
      const rows = countInside(height, this.#poolSize[0], this.#strides[0])
      const columns = countInside(width, this.#poolSize[1], this.#strides[1])
      const area = this.#poolSize[0] * this.#poolSize[1]
      const scale = rows.counts.flatMap((inColumn) => columns.counts.map((inRow) => area / (inColumn * inRow)))
      const padded = tf.pad(x, [[0, 0], rows.padding, columns.padding, [0, 0]])
      const means = tf.avgPool(padded, this.#poolSize, this.#strides, 'valid')
      return tf.mul(means, tf.tensor4d(scale, [1, rows.counts.length, columns.counts.length, 1]))
    })
  }
}

/** For each place of a `same` window along one axis, how much of it lies inside the picture. */
function countInside(length: number, size: number, stride: number): { padding: [number, number]; counts: number[] } {
  const padding = windowPadding(length, size, stride, 'same')
  const counts = Array.from({ length: Math.ceil(length / stride) }, (_, place) => {
    const start = place * stride - padding[0]
    return Math.min(start + size, length) - Math.max(start, 0)
  })
  return { padding, counts }
}

function onlyTensor(inputs: Inputs): tf.Tensor {
  const [tensor] = Array.isArray(inputs) ? inputs : [inputs]
  if (!tensor) throw new Error('a layer was called without an input')
  return tensor
}

/** The layers that train otherwise than tfjs's own, by Keras class name. All others are tfjs's. */
export const trainingLayers: Readonly<
  Record<string, (config: LayerConfig, context: TrainingContext, dropoutIndex: () => number) => KerasLayer | undefined>
> = {
  Dropout: (config, context, dropoutIndex) => new SeededDropout(config, dropoutIndex(), context),
  BatchNormalization: (config, context) => new TrainableBatchNormalization(config, context),
  AveragePooling2D: (config) => (config.padding === 'same' ? new PaddedAveragePooling2d(config) : undefined),
}
