import { defineLayer } from './layer.ts'
import { elementCount } from './shape.ts'

export const flatten = defineLayer({
  kind: 'Flatten',
  group: 'core',
  inputs: 1,
  outputs: 1,
  parameters: {},
  outputShape: (input) => ({ ok: true, shape: [elementCount(input)] }),
  weights: () => [],
  flops: () => 0,
  keras: () => ({ className: 'Flatten', config: {} }),
  lower: (builder, x) => builder.flatten(x),
  pytorch: () => 'nn.Flatten()',
})
