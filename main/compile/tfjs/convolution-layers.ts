import type { KerasLayer, LayerConfig } from './keras-layer.ts'
import { type keras, tf } from './tensorflow.ts'

/**
 * Convolutions under Keras's names in place of tfjs's own, which have no groups and cannot be trained with dilation.
 * Without both they are tfjs's, and what they save is the same. A saved model with groups is what Keras reads;
 * tfjs's own Conv2D finds that the kernel's shape is not what it expects and says so.
 */

type Inputs = tf.Tensor | tf.Tensor[]
type CallOptions = Parameters<KerasLayer['call']>[1]
type Initializer = Parameters<KerasLayer['addWeight']>[3]

/** What these layers use of tfjs's; their types say less. */
interface StockConvolution extends KerasLayer {
  filters: number
  kernelSize: number[]
  strides: number[]
  padding: 'valid' | 'same'
  dilationRate: number | number[]
  useBias: boolean
  activation: { apply(x: tf.Tensor): tf.Tensor } | null
  kernel: keras.LayerVariable | null
  bias: keras.LayerVariable | null
  kernelInitializer: Initializer
  kernelRegularizer: Parameters<KerasLayer['addWeight']>[4]
  biasInitializer: Initializer
}

interface StockSeparable extends StockConvolution {
  depthwiseKernel: keras.LayerVariable | null
  pointwiseKernel: keras.LayerVariable | null
  pointwiseInitializer: Initializer
}

type Constructor<T> = new (config: LayerConfig) => T

function stockClass<T extends StockConvolution>(className: string): Constructor<T> {
  const [layerClass] = tf.serialization.SerializationMap.getMap().classNameMap[className] ?? []
  if (!layerClass) throw new Error(`tfjs has no layer ${className}`)
  return layerClass as unknown as Constructor<T>
}

/** Conv1D or Conv2D with `groups`, and with dilation that can be trained. */
function defineGrouped(className: 'Conv1D' | 'Conv2D') {
  return class extends stockClass(className) {
    static className = className
    readonly groups: number

    constructor(config: LayerConfig) {
      super(config)
      this.groups = typeof config.groups === 'number' ? config.groups : 1
      refuseStridedDilation(this)
    }

    override build(inputShape: (number | null)[]): void {
      if (inputShape.length !== this.kernelSize.length + 2) {
        throw new Error(`${className} was given a tensor of rank ${inputShape.length}`)
      }
      if (this.groups === 1) {
        super.build(inputShape)
        return
      }
      const channels = inputShape.at(-1) ?? 0
      if (channels % this.groups !== 0 || this.filters % this.groups !== 0) {
        throw new Error(`${this.groups} groups do not divide ${channels} channels and ${this.filters} filters`)
      }
      const shape = [...this.kernelSize, channels / this.groups, this.filters]
      this.kernel = this.addWeight('kernel', shape, 'float32', this.kernelInitializer, this.kernelRegularizer)
      if (this.useBias) this.bias = this.addWeight('bias', [this.filters], 'float32', this.biasInitializer)
      this.built = true
    }

    override call(inputs: Inputs, options: CallOptions): Inputs {
      if (this.groups === 1 && !isDilated(this)) return super.call(inputs, options)
      return tf.tidy(() => {
        const x = asPictures(onlyTensor(inputs))
        const kernel = asKernel(readWeight(this.kernel))
        const [down, across] = asPair(this.strides)
        const spread: tf.Tensor4D = spreadKernel(kernel, asPair(this.dilationRate))
        const kernels = splitChannels(spread, this.groups)
        const parts = splitChannels(x, this.groups)
        const products = parts.map((part, index) =>
          tf.conv2d(part, kernels[index] ?? spread, [down, across], this.padding),
        )
        const joined = tf.concat(products, 3)
        return finish(this, className === 'Conv1D' ? tf.squeeze(joined, [1]) : joined)
      })
    }

    override getConfig(): tf.serialization.ConfigDict {
      const config = super.getConfig()
      return this.groups === 1 ? config : { ...config, groups: this.groups }
    }
  }
}

/** With dilation that can be trained, and with its pointwise initialiser: tfjs takes the depthwise one for both. */
class TrainableSeparableConv2D extends stockClass<StockSeparable>('SeparableConv2D') {
  static className = 'SeparableConv2D'

  constructor(config: LayerConfig) {
    super(config)
    const { pointwiseInitializer } = config
    if (isSerialized(pointwiseInitializer)) this.pointwiseInitializer = createInitializer(pointwiseInitializer)
    refuseStridedDilation(this)
  }

  override call(inputs: Inputs, options: CallOptions): Inputs {
    if (!isDilated(this)) return super.call(inputs, options)
    return tf.tidy(() => {
      const x = onlyTensor(inputs) as tf.Tensor4D
      const depthwise = spreadKernel(readWeight(this.depthwiseKernel) as tf.Tensor4D, asPair(this.dilationRate))
      const pointwise = readWeight(this.pointwiseKernel) as tf.Tensor4D
      return finish(this, tf.separableConv2d(x, depthwise, pointwise, [1, 1], this.padding))
    })
  }
}

/** tfjs (4.22) saves the regulariser in the constraint's place as well, and then what is loaded goes wrong. */
class UnconstrainedDepthwiseConv2D extends stockClass('DepthwiseConv2D') {
  static className = 'DepthwiseConv2D'

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), depthwiseConstraint: null }
  }
}

const layerClasses = [
  defineGrouped('Conv1D'),
  defineGrouped('Conv2D'),
  TrainableSeparableConv2D,
  UnconstrainedDepthwiseConv2D,
]
for (const layerClass of layerClasses) {
  tf.serialization.SerializationMap.register(
    layerClass as unknown as Parameters<typeof tf.serialization.SerializationMap.register>[0],
  )
}

/** A dilated convolution is one with zeros between the taps, and tfjs knows the gradient of that. `[h, w, in, out]`. */
function spreadKernel(kernel: tf.Tensor4D, [down, across]: [number, number]): tf.Tensor4D {
  const [height, width, channels, filters] = kernel.shape
  const tall = spreadAxis(tf.reshape(kernel, [1, height, width * channels * filters]) as tf.Tensor3D, down)
  const spread = spreadAxis(tf.reshape(tall, [-1, width, channels * filters]) as tf.Tensor3D, across)
  return tf.reshape(spread, [(height - 1) * down + 1, (width - 1) * across + 1, channels, filters])
}

/** Zeros between the neighbours along the middle axis. */
function spreadAxis(x: tf.Tensor3D, rate: number): tf.Tensor3D {
  if (rate === 1) return x
  const [rows, length, inner] = x.shape
  const apart = tf.reshape(x, [rows * length, 1, inner])
  const framed = tf.pad(apart, [
    [0, 0],
    [0, rate - 1],
    [0, 0],
  ])
  const filled = tf.reshape(framed, [rows, length * rate, inner]) as tf.Tensor3D
  return tf.slice(filled, [0, 0, 0], [rows, (length - 1) * rate + 1, inner])
}

/** tfjs has no gradient for a split into one. */
function splitChannels(x: tf.Tensor4D, groups: number): tf.Tensor4D[] {
  return groups === 1 ? [x] : tf.split(x, groups, 3)
}

function finish(layer: StockConvolution, product: tf.Tensor): tf.Tensor {
  const shifted = layer.useBias ? tf.add(product, readWeight(layer.bias)) : product
  return layer.activation ? layer.activation.apply(shifted) : shifted
}

function refuseStridedDilation(layer: StockConvolution): void {
  if (isDilated(layer) && layer.strides.some((stride) => stride > 1)) {
    throw new Error('strides above 1 and a dilation rate above 1 do not go together')
  }
}

function isDilated({ dilationRate }: StockConvolution): boolean {
  return [dilationRate].flat().some((rate) => rate > 1)
}

/** `[height, width]`; along a sequence `[1, steps]`. */
function asPair(sides: number | number[]): [number, number] {
  const [first = 1, second] = [sides].flat()
  return second === undefined ? [1, first] : [first, second]
}

function asPictures(x: tf.Tensor): tf.Tensor4D {
  return (x.rank === 3 ? tf.expandDims(x, 1) : x) as tf.Tensor4D
}

function asKernel(kernel: tf.Tensor): tf.Tensor4D {
  return (kernel.rank === 3 ? tf.expandDims(kernel, 0) : kernel) as tf.Tensor4D
}

function readWeight(weight: keras.LayerVariable | null): tf.Tensor {
  if (!weight) throw new Error('a convolution was called before it was built')
  return weight.read()
}

function onlyTensor(inputs: Inputs): tf.Tensor {
  const [tensor] = Array.isArray(inputs) ? inputs : [inputs]
  if (!tensor) throw new Error('a convolution was called without an input')
  return tensor
}

interface Serialized {
  className: string
  config: tf.serialization.ConfigDict
}

function isSerialized(value: unknown): value is Serialized {
  return typeof value === 'object' && value !== null && 'className' in value && 'config' in value
}

function createInitializer({ className, config }: Serialized): Initializer {
  const [initializer, fromConfig] = tf.serialization.SerializationMap.getMap().classNameMap[className] ?? []
  if (!initializer || !fromConfig) throw new Error(`tfjs has no initialiser ${className}`)
  return fromConfig(initializer, config) as unknown as Initializer
}
