import { shiftedWindows } from './axis-window.ts'
import { frameShape, sidesOf } from './framing.ts'
import { defineLayer } from './layer.ts'
import { frame } from './parameters.ts'
import { pytorchSides } from './pytorch.ts'

export const zeroPadding2d = defineLayer({
  kind: 'ZeroPadding2D',
  group: 'core',
  inputs: 1,
  outputs: 1,
  parameters: {
    padding: frame({
      initial: [
        [1, 1],
        [1, 1],
      ],
    }),
  },
  outputShape: (input, { padding }) => frameShape('ZeroPadding2D', input, padding, 1),
  window: (input, { padding: [rows, columns] }) => shiftedWindows(input, [rows[0], columns[0]]),
  weights: () => [],
  flops: () => 0,
  keras: ({ padding }) => ({ className: 'ZeroPadding2D', config: { padding } }),
  lower: (builder, x, { padding }) => builder.frame2d(x, sidesOf(padding, 1)),
  pytorch: (_input, { padding }) => ({ forward: (x) => `F.pad(${x}, ${pytorchSides(padding)})` }),
})
