import { pointWindows } from './axis-window.ts'
import { defineLayer } from './layer.ts'
import { real } from './parameters.ts'

export const dropout = defineLayer({
  kind: 'Dropout',
  group: 'regularization',
  inputs: 1,
  outputs: 1,
  parameters: { rate: real({ initial: 0.5, min: 0, max: 0.95, step: 0.05 }) },
  outputShape: (input) => ({ ok: true, shape: input }),
  window: pointWindows,
  weights: () => [],
  flops: () => 0,
  keras: ({ rate }) => ({ className: 'Dropout', config: { rate } }),
  lower: (builder, x, { rate }) => builder.dropout(x, rate),
  pytorch: (_input, { rate }) => ({ module: `nn.Dropout(${rate})` }),
})
