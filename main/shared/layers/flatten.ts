import { wholeWindows } from './axis-window.ts'
import { defineLayer } from './layer.ts'
import { elementCount } from './shape.ts'

export const flatten = defineLayer({
  kind: 'Flatten',
  group: 'core',
  inputs: 1,
  outputs: 1,
  parameters: {},
  outputShape: (input) => ({ ok: true, shape: [elementCount(input)] }),
  window: wholeWindows,
  weights: () => [],
  flops: () => 0,
  keras: () => ({ className: 'Flatten', config: {} }),
  lower: (builder, x) => builder.flatten(x),
  pytorch: () => 'nn.Flatten()',
})
