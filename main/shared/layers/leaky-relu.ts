import { pointWindows } from './axis-window.ts'
import { defineLayer } from './layer.ts'
import { real } from './parameters.ts'
import { elementCount } from './shape.ts'

export const leakyRelu = defineLayer({
  kind: 'LeakyReLU',
  group: 'activation',
  inputs: 1,
  outputs: 1,
  parameters: { alpha: real({ initial: 0.3, min: 0, max: 1, step: 0.05 }) },
  outputShape: (input) => ({ ok: true, shape: input }),
  window: pointWindows,
  weights: () => [],
  flops: (_input, output) => elementCount(output),
  keras: (values) => ({ className: 'LeakyReLU', config: { ...values } }),
  lower: (builder, x, { alpha }) => builder.leakyRelu(x, alpha),
  pytorch: (_input, { alpha }) => ({ forward: (x) => `F.leaky_relu(${x}, ${alpha})` }),
})
