import { defineLayer } from './layer.ts'
import { flag, real } from './parameters.ts'
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
  },
  outputShape: (input) => ({ ok: true, shape: input }),
  weights(input, { center, scale }) {
    const shape = [input.at(-1) ?? 0]
    return [
      ...(scale ? [{ name: 'gamma', shape, isTrainable: true }] : []),
      ...(center ? [{ name: 'beta', shape, isTrainable: true }] : []),
      { name: 'moving_mean', shape, isTrainable: false },
      { name: 'moving_variance', shape, isTrainable: false },
    ]
  },
  flops: (_input, output) => 4 * elementCount(output),
  keras: (values) => ({
    className: 'BatchNormalization',
    config: { ...values, axis: -1 },
  }),
  lower: (builder, x, { momentum, epsilon, center, scale }) =>
    builder.batchNormalization(x, {
      gamma: scale ? builder.weight('gamma') : null,
      beta: center ? builder.weight('beta') : null,
      movingMean: builder.weight('moving_mean'),
      movingVariance: builder.weight('moving_variance'),
      momentum,
      epsilon,
    }),
  pytorch: (input, { momentum, epsilon }) =>
    `nn.BatchNorm${input.length === 3 ? '2' : '1'}d(${input.at(-1)}, eps=${epsilon}, momentum=${Number((1 - momentum).toFixed(6))})`,
})
