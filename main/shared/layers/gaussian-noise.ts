import { pointWindows } from './axis-window.ts'
import { defineLayer } from './layer.ts'
import { real } from './parameters.ts'

export const gaussianNoise = defineLayer({
  kind: 'GaussianNoise',
  group: 'regularization',
  inputs: 1,
  outputs: 1,
  parameters: { stddev: real({ initial: 0.1, min: 0, max: 100, step: 0.05 }) },
  outputShape: (input) => ({ ok: true, shape: input }),
  window: pointWindows,
  weights: () => [],
  flops: () => 0,
  keras: ({ stddev }) => ({ className: 'GaussianNoise', config: { stddev } }),
  lower: (builder, x, { stddev }) => builder.gaussianNoise(x, stddev),
  pytorch: (_input, { stddev }) => ({
    forward: (x) => `${x} + ${stddev} * torch.randn_like(${x}) if self.training else ${x}`,
  }),
})
