import { defineLayer } from './layer.ts'
import { elementCount } from './shape.ts'

export const globalAveragePooling2d = defineLayer({
  kind: 'GlobalAveragePooling2D',
  group: 'pooling',
  inputs: 1,
  outputs: 1,
  parameters: {},
  outputShape: (input) =>
    input.length === 3
      ? { ok: true, shape: [input[2] ?? 0] }
      : {
          ok: false,
          problem: {
            code: 'graph.needsPicture',
            values: { layer: 'GlobalAveragePooling2D', rank: input.length },
          },
        },
  weights: () => [],
  flops: (input) => elementCount(input),
  keras: () => ({ className: 'GlobalAveragePooling2D', config: {} }),
  lower: (builder, x) => builder.globalAveragePool2d(x),
  pytorch: () => 'nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())',
})
