import { shiftedWindows } from './axis-window.ts'
import { frameShape, sidesOf } from './framing.ts'
import { defineLayer } from './layer.ts'
import { frame } from './parameters.ts'

export const cropping2d = defineLayer({
  kind: 'Cropping2D',
  group: 'core',
  inputs: 1,
  outputs: 1,
  parameters: {
    cropping: frame({
      initial: [
        [0, 0],
        [0, 0],
      ],
    }),
  },
  outputShape: (input, { cropping }) => frameShape('Cropping2D', input, cropping, -1),
  window: (input, { cropping: [rows, columns] }) => shiftedWindows(input, [-rows[0], -columns[0]]),
  weights: () => [],
  flops: () => 0,
  keras: ({ cropping }) => ({ className: 'Cropping2D', config: { cropping } }),
  lower: (builder, x, { cropping }) => builder.frame2d(x, sidesOf(cropping, -1)),
  pytorch(_input, { cropping }) {
    const cut = cropping.map(([before, after]) => `${before || ''}:${after ? -after : ''}`)
    return { forward: (x) => `${x}[:, :, ${cut.join(', ')}]` }
  },
})
