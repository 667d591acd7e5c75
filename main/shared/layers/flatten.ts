import { wholeWindows } from './axis-window.ts'
import { defineLayer } from './layer.ts'
import { channelsLast } from './pytorch.ts'
import { elementCount } from './shape.ts'

export const flatten = defineLayer({
  kind: 'Flatten',
  group: 'core',
  inputs: 1,
  outputs: 1,
  parameters: {},
  outputShape: (input) => ({ ok: true, shape: [elementCount(input)] }),
  window: wholeWindows,
  weights: () => [],
  flops: () => 0,
  keras: () => ({ className: 'Flatten', config: {} }),
  lower: (builder, x) => builder.flatten(x),
  pytorch(input) {
    // With one channel, or of one pixel, both orders are the same.
    const isAlike = input.at(-1) === 1 || input.at(-1) === elementCount(input)
    return { forward: (x) => (input.length === 1 ? x : `${isAlike ? x : channelsLast(x, input)}.flatten(1)`) }
  },
})
