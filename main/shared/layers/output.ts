import { pointWindows } from './axis-window.ts'
import { defineLayer } from './layer.ts'

/** Marks the end of the network: what arrives here is compared with the labels. It computes nothing. */
export const output = defineLayer({
  kind: 'Output',
  group: 'ends',
  inputs: 1,
  outputs: 0,
  parameters: {},
  outputShape: (shape) =>
    shape.length === 1
      ? { ok: true, shape }
      : {
          ok: false,
          problem: {
            code: 'graph.needsFlat',
            values: { layer: 'Output', shape: shape.join('×') },
            remedies: [
              { kind: 'insertBefore', layer: 'Flatten' },
              { kind: 'insertBefore', layer: 'GlobalAveragePooling2D' },
            ],
          },
        },
  window: pointWindows,
  weights: () => [],
  flops: () => 0,
  keras: () => null,
  lower: (_builder, x) => x,
  pytorch: () => '',
})
