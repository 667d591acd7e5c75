import { pointWindows } from './axis-window.ts'
import { defineLayer } from './layer.ts'
import { flag, real } from './parameters.ts'
import { pytorchScaling } from './pytorch.ts'
import { elementCount } from './shape.ts'

export const batchNormalization = defineLayer({
  kind: 'BatchNormalization',
  group: 'regularization',
  inputs: 1,
  outputs: 1,
  parameters: {
    momentum: real({ initial: 0.99, min: 0, max: 1, step: 0.01 }),
    epsilon: real({ initial: 0.001, min: 1e-8, max: 1, step: 0.001 }),
    center: flag(true),
    scale: flag(true),
    trainable: flag(true),
  },
  outputShape: (input) => ({ ok: true, shape: input }),
  window: pointWindows,
  weights(input, { center, scale, trainable }) {
    const shape = [input.at(-1) ?? 0]
    return [
      ...(scale ? [{ name: 'gamma', shape, isTrainable: trainable }] : []),
      ...(center ? [{ name: 'beta', shape, isTrainable: trainable }] : []),
      { name: 'moving_mean', shape, isTrainable: false },
      { name: 'moving_variance', shape, isTrainable: false },
    ]
  },
  flops: (_input, output) => 4 * elementCount(output),
  keras: (values) => ({
    className: 'BatchNormalization',
    config: { ...values, axis: -1 },
  }),
  lower: (builder, x, { momentum, epsilon, center, scale, trainable }) =>
    builder.batchNormalization(x, {
      gamma: scale ? builder.weight('gamma') : null,
      beta: center ? builder.weight('beta') : null,
      movingMean: builder.weight('moving_mean'),
      movingVariance: builder.weight('moving_variance'),
      momentum,
      epsilon,
      isFrozen: !trainable,
    }),
  /** PyTorch's momentum is the share of the new, and it goes by the batch in training even where no weight is trained. */
  pytorch(input, { momentum, epsilon, center, scale, trainable }) {
    const { isAffine, without, weights } = pytorchScaling({ center, scale })
    const given = [
      `${input.at(-1)}, eps=${epsilon}`,
      ...(trainable ? [`momentum=${Number((1 - momentum).toPrecision(6))}`] : []),
      ...(isAffine ? [] : ['affine=False']),
    ]
    const name = trainable ? `nn.BatchNorm${input.length === 3 ? 2 : 1}d` : 'FrozenBatchNorm'
    const statistics = { moving_mean: { name: 'running_mean' }, moving_variance: { name: 'running_var' } }
    return { module: `${name}(${given.join(', ')})`, without, weights: { ...weights, ...statistics } }
  },
})
