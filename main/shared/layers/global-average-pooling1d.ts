import { defineLayer } from './layer.ts'
import { needsSequence } from './sequence.ts'
import { elementCount } from './shape.ts'

export const globalAveragePooling1d = defineLayer({
  kind: 'GlobalAveragePooling1D',
  group: 'pooling',
  inputs: 1,
  outputs: 1,
  parameters: {},
  outputShape: (input) =>
    input.length === 2
      ? { ok: true, shape: [input[1] ?? 0] }
      : { ok: false, problem: needsSequence('GlobalAveragePooling1D', input) },
  weights: () => [],
  flops: (input) => elementCount(input),
  keras: () => ({ className: 'GlobalAveragePooling1D', config: {} }),
  lower: (builder, x) => builder.globalAveragePool2d(builder.toPicture(x)),
  pytorch: () => 'nn.Sequential(nn.AdaptiveAvgPool1d(1), nn.Flatten())',
})
