import type { Shape } from './shape.ts'

export const activationNames = [
  'linear',
  'relu',
  'relu6',
  'elu',
  'selu',
  'gelu',
  'swish',
  'softplus',
  'softsign',
  'sigmoid',
  'hardSigmoid',
  'tanh',
  'softmax',
] as const
export type ActivationName = (typeof activationNames)[number]
export type Padding = 'valid' | 'same'
export type Interpolation = 'nearest' | 'bilinear'

export interface Window2d {
  strides: [number, number]
  padding: Padding
}

export interface ConvWindow extends Window2d {
  /** Pixels from one tap of the kernel to the next; 1 unless said. */
  dilationRate?: [number, number]
}

/**
 * What a layer may say when it is lowered to the compiler's IR. `V` is the builder's handle of a value.
 * Values are batched NHWC pictures or `[batch, units]` rows, as in tfjs; kernels have Keras's layouts
 * (`[height, width, in, out]`, `[in, out]`). `same` pads as TensorFlow does: the odd pixel goes to the bottom and right.
 */
export interface LoweringBuilder<V> {
  /** The layer's own weight with this name, as declared by its `weights` rule. */
  weight(name: string): V
  /** With `groups` the channels fall into as many parts, in and out; the kernel is `[height, width, in / groups, out]`. */
  conv2d(x: V, kernel: V, window: ConvWindow & { groups?: number }): V
  /** Each channel by itself makes `multiplier` others; kernel `[height, width, in, multiplier]`. */
  depthwiseConv2d(x: V, kernel: V, window: ConvWindow): V
  /** What a convolution's gradient does; kernel `[height, width, out, in]`, sizes as `transposedLength` says. */
  conv2dTranspose(x: V, kernel: V, window: Window2d): V
  /** A sequence `[steps, channels]` as a picture one pixel high, and back. */
  toPicture(x: V): V
  toSequence(x: V): V
  /** Adds a `[channels]` vector along the last axis. */
  biasAdd(x: V, bias: V): V
  matMul(x: V, kernel: V): V
  maxPool2d(x: V, window: Window2d & { poolSize: [number, number] }): V
  /** The mean of the pixels inside the picture: padding does not count, as in TensorFlow. */
  averagePool2d(x: V, window: Window2d & { poolSize: [number, number] }): V
  globalAveragePool2d(x: V): V
  /** Rows in NHWC order. */
  flatten(x: V): V
  /** In training zeroes a share `rate` of the values and scales the others by `1 / (1 - rate)`; else the identity. */
  dropout(x: V, rate: number): V
  /** The same for whole channels of each picture. */
  spatialDropout2d(x: V, rate: number): V
  /** In training adds normally distributed numbers of mean 0; else the identity. */
  gaussianNoise(x: V, stddev: number): V
  /**
   * Over the last axis. In training the batch's statistics, and the moving ones are updated; else, and where it is
   * frozen, the moving ones.
   */
  batchNormalization(x: V, options: BatchNormalizationInputs<V>): V
  /** Over the last axis of each place by itself. */
  layerNormalization(x: V, options: { gamma: V | null; beta: V | null; epsilon: number }): V
  /** `x / (bias + alpha·Σ x²)^beta`, the sum over the channels up to `depthRadius` away. */
  localResponseNormalization(x: V, options: { depthRadius: number; bias: number; alpha: number; beta: number }): V
  activation(x: V, name: ActivationName): V
  /** `alpha·x` below 0. */
  leakyRelu(x: V, alpha: number): V
  /** `alpha·(eˣ − 1)` below 0. */
  elu(x: V, alpha: number): V
  /** `alpha·x` below 0; `alpha` is a weight with the sizes of `x`, or 1 where they are shared. */
  prelu(x: V, alpha: V): V
  /** `Σ factors[i]·xs[i]`, of equal shapes. */
  weightedSum(xs: readonly V[], factors: readonly number[]): V
  multiply(xs: readonly V[]): V
  /** Value by value; among equals the first gets the gradient. */
  maximum(xs: readonly V[]): V
  /** Along the last axis. */
  concatenate(xs: readonly V[]): V
  /** The same values in Keras's order (channels innermost), cut otherwise; one size may be -1 for what is left. */
  reshape(x: V, shape: Shape): V
  /** Axis `i` of the result is axis `dims[i]`, counted from 1. */
  permute(x: V, dims: readonly number[]): V
  /** Adds zeros at the sides of a picture, or takes pixels away where a number is negative. */
  frame2d(x: V, sides: { top: number; bottom: number; left: number; right: number }): V
  /** Each pixel `size` times; `bilinear` as tfjs has it: the result's pixel i lies at i / size of `x`. */
  upSample2d(x: V, options: { size: [number, number]; interpolation: Interpolation }): V
  /** Equal maxima all get the gradient, as in tfjs. */
  globalMaxPool2d(x: V): V
}

export interface BatchNormalizationInputs<V> {
  gamma: V | null
  beta: V | null
  movingMean: V
  movingVariance: V
  momentum: number
  epsilon: number
  isFrozen: boolean
}
