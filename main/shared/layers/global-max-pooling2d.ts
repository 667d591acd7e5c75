import { defineLayer } from './layer.ts'
import { elementCount } from './shape.ts'

export const globalMaxPooling2d = defineLayer({
  kind: 'GlobalMaxPooling2D',
  group: 'pooling',
  inputs: 1,
  outputs: 1,
  parameters: {},
  outputShape: (input) =>
    input.length === 3
      ? { ok: true, shape: [input[2] ?? 0] }
      : {
          ok: false,
          problem: { code: 'graph.needsPicture', values: { layer: 'GlobalMaxPooling2D', rank: input.length } },
        },
  weights: () => [],
  flops: (input) => elementCount(input),
  keras: () => ({ className: 'GlobalMaxPooling2D', config: {} }),
  lower: (builder, x) => builder.globalMaxPool2d(x),
  pytorch: () => 'nn.Sequential(nn.AdaptiveMaxPool2d(1), nn.Flatten())',
})
