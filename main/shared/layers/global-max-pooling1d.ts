import { defineLayer } from './layer.ts'
import { needsSequence } from './sequence.ts'
import { elementCount } from './shape.ts'

export const globalMaxPooling1d = defineLayer({
  kind: 'GlobalMaxPooling1D',
  group: 'pooling',
  inputs: 1,
  outputs: 1,
  parameters: {},
  outputShape: (input) =>
    input.length === 2
      ? { ok: true, shape: [input[1] ?? 0] }
      : { ok: false, problem: needsSequence('GlobalMaxPooling1D', input) },
  weights: () => [],
  flops: (input) => elementCount(input),
  keras: () => ({ className: 'GlobalMaxPooling1D', config: {} }),
  lower: (builder, x) => builder.globalMaxPool2d(builder.toPicture(x)),
  pytorch: () => 'nn.Sequential(nn.AdaptiveMaxPool1d(1), nn.Flatten())',
})
