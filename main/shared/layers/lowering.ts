export const activationNames = ['linear', 'relu', 'sigmoid', 'tanh', 'softmax'] as const
export type ActivationName = (typeof activationNames)[number]
export type Padding = 'valid' | 'same'

export interface Window2d {
  strides: [number, number]
  padding: Padding
}

/**
 * What a layer may say when it is lowered to the compiler's IR. `V` is the builder's handle of a value.
 * Values are batched NHWC pictures or `[batch, units]` rows, as in tfjs; kernels have Keras's layouts
 * (`[height, width, in, out]`, `[in, out]`). `same` pads as TensorFlow does: the odd pixel goes to the bottom and right.
 */
export interface LoweringBuilder<V> {
  /** The layer's own weight with this name, as declared by its `weights` rule. */
  weight(name: string): V
  conv2d(x: V, kernel: V, window: Window2d): V
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
  /** Over the last axis. In training the batch's statistics, and the moving ones are updated; else the moving ones. */
  batchNormalization(x: V, options: BatchNormalizationInputs<V>): V
  activation(x: V, name: ActivationName): V
}

export interface BatchNormalizationInputs<V> {
  gamma: V | null
  beta: V | null
  movingMean: V
  movingVariance: V
  momentum: number
  epsilon: number
}
