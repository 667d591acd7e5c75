import { pointWindows } from './axis-window.ts'
import { defineLayer } from './layer.ts'
import { flag, real } from './parameters.ts'

/**
 * Marks an end of the network: what arrives here is compared with the labels, and its loss times `lossWeight` is part of
 * the whole. Auxiliary ends help in training only, as GoogLeNet's. It computes nothing.
 * Rows are compared with one label a picture, maps `[height, width, classes]` with one a pixel; the data set says which.
 */
export const output = defineLayer({
  kind: 'Output',
  group: 'ends',
  inputs: 1,
  outputs: 0,
  parameters: {
    auxiliary: flag(false),
    lossWeight: real({ initial: 1, min: 0, max: 1000, step: 0.1 }),
  },
  outputShape: (shape) =>
    shape.length === 1 || shape.length === 3
      ? { ok: true, shape }
      : {
          ok: false,
          problem: {
            code: 'graph.needsFlat',
            values: { layer: 'Output', shape: shape.join('×') },
            remedies: [{ kind: 'insertBefore', layer: 'Flatten' }],
          },
        },
  window: pointWindows,
  weights: () => [],
  flops: () => 0,
  keras: () => null,
  lower: (_builder, x) => x,
  pytorch: () => ({ forward: (x) => x }),
})
