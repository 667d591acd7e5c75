import { pointWindows } from './axis-window.ts'
import { defineLayer } from './layer.ts'
import { size } from './parameters.ts'

export const input = defineLayer({
  kind: 'Input',
  group: 'ends',
  inputs: 0,
  outputs: 1,
  parameters: { shape: size({ initial: [28, 28, 1] }) },
  outputShape: (_input, { shape }) => ({ ok: true, shape }),
  window: pointWindows,
  weights: () => [],
  flops: () => 0,
  keras: ({ shape }) => ({
    className: 'InputLayer',
    config: { batchInputShape: [null, ...shape] },
  }),
  lower: (_builder, x) => x,
  pytorch: () => ({ forward: (x) => x }),
})
