import { pointWindows } from './axis-window.ts'
import { defineLayer } from './layer.ts'
import { real } from './parameters.ts'
import { needsPicture } from './picture.ts'

export const spatialDropout2d = defineLayer({
  kind: 'SpatialDropout2D',
  group: 'regularization',
  inputs: 1,
  outputs: 1,
  parameters: { rate: real({ initial: 0.5, min: 0, max: 0.95, step: 0.05 }) },
  outputShape: (input) =>
    input.length === 3
      ? { ok: true, shape: input }
      : {
          ok: false,
          problem: needsPicture('SpatialDropout2D', input),
        },
  window: pointWindows,
  weights: () => [],
  flops: () => 0,
  keras: ({ rate }) => ({ className: 'SpatialDropout2D', config: { rate } }),
  lower: (builder, x, { rate }) => builder.spatialDropout2d(x, rate),
  pytorch: (_input, { rate }) => ({ module: `nn.Dropout2d(${rate})` }),
})
