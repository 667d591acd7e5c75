import { pointWindows } from './axis-window.ts'
import { defineLayer } from './layer.ts'
import { real } from './parameters.ts'
import { elementCount } from './shape.ts'

export const elu = defineLayer({
  kind: 'ELU',
  group: 'activation',
  inputs: 1,
  outputs: 1,
  parameters: { alpha: real({ initial: 1, min: 0.01, max: 10, step: 0.1 }) },
  outputShape: (input) => ({ ok: true, shape: input }),
  window: pointWindows,
  weights: () => [],
  flops: (_input, output) => elementCount(output),
  keras: (values) => ({ className: 'ELU', config: { ...values } }),
  lower: (builder, x, { alpha }) => builder.elu(x, alpha),
  pytorch: (_input, { alpha }) => ({ forward: (x) => `F.elu(${x}, ${alpha})` }),
})
