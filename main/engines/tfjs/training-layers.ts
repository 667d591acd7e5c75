import type { KerasLayer, LayerConfig } from '#main/compile/tfjs/keras-layer.ts'
import { keras, tf } from '#main/compile/tfjs/tensorflow.ts'
import { PaddedAveragePooling1d, PaddedAveragePooling2d } from './padded-average-pooling.ts'
import { SeededDropout, SeededGaussianNoise } from './random-layers.ts'
import { trainLayerNormalization } from './trainable-layer-normalization.ts'
import { TrainableUpSampling2d } from './up-sampling.ts'

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

/**
 * tfjs's BatchNormalization, formula for formula; but tfjs's own cannot be trained without `scale` or `center`, and
 * cannot be asked to leave its moving statistics alone.
 */
export class TrainableBatchNormalization extends keras.layers.Layer {
  static className = 'LoomBatchNormalization'
  readonly #config: { momentum: number; epsilon: number; center: boolean; scale: boolean; isFrozen: boolean }
  readonly #context: TrainingContext
  #weights: Record<string, keras.LayerVariable> = {}

  constructor(config: LayerConfig, context: TrainingContext) {
    super({ name: String(config.name) })
    this.#config = {
      momentum: Number(config.momentum),
      epsilon: Number(config.epsilon),
      center: config.center === true,
      scale: config.scale === true,
      isFrozen: config.trainable === false,
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
      if (!training || this.#config.isFrozen)
        return this.#normalize(x, this.#read('moving_mean'), this.#read('moving_variance'))
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

function onlyTensor(inputs: Inputs): tf.Tensor {
  const [tensor] = Array.isArray(inputs) ? inputs : [inputs]
  if (!tensor) throw new Error('a layer was called without an input')
  return tensor
}

/** The layers that train otherwise than tfjs's own, by Keras class name. All others are tfjs's. */
export const trainingLayers: Readonly<
  Record<string, (config: LayerConfig, context: TrainingContext, randomIndex: () => number) => KerasLayer | undefined>
> = {
  Dropout: (config, context, randomIndex) => new SeededDropout(config, randomIndex(), context),
  LayerNormalization: (config) => trainLayerNormalization(config),
  GaussianNoise: (config, context, randomIndex) => new SeededGaussianNoise(config, randomIndex(), context),
  UpSampling2D: (config) => new TrainableUpSampling2d(config),
  BatchNormalization: (config, context) => new TrainableBatchNormalization(config, context),
  AveragePooling2D: (config) => (config.padding === 'same' ? new PaddedAveragePooling2d(config) : undefined),
  AveragePooling1D: (config) => (config.padding === 'same' ? new PaddedAveragePooling1d(config) : undefined),
}
