import { pointWindows } from './axis-window.ts'
import { defineLayer } from './layer.ts'
import { flag, list } from './parameters.ts'
import { elementCount } from './shape.ts'

export const prelu = defineLayer({
  kind: 'PReLU',
  group: 'activation',
  inputs: 1,
  outputs: 1,
  parameters: {
    sharedAxes: list({ initial: [], min: 1, max: 3, shortest: 0, longest: 3 }),
    trainable: flag(true),
  },
  outputShape(input, { sharedAxes }) {
    const axis = sharedAxes.find((shared) => shared > input.length)
    if (axis === undefined) return { ok: true, shape: input }
    return {
      ok: false,
      problem: {
        code: 'graph.sharedAxis',
        values: { layer: 'PReLU', axis, rank: input.length },
        remedies: [
          { kind: 'setParameters', parameters: { sharedAxes: sharedAxes.filter((shared) => shared <= input.length) } },
        ],
      },
    }
  },
  window: pointWindows,
  weights: (input, { sharedAxes, trainable }) => [
    {
      name: 'alpha',
      shape: input.map((size, axis) => (sharedAxes.includes(axis + 1) ? 1 : size)),
      isTrainable: trainable,
    },
  ],
  flops: (_input, output) => elementCount(output),
  keras: ({ sharedAxes, trainable }) => ({
    className: 'PReLU',
    config: { sharedAxes: sharedAxes.length > 0 ? [...sharedAxes] : null, trainable },
  }),
  lower: (builder, x) => builder.prelu(x, builder.weight('alpha')),
  /** PyTorch's own has one slope for each channel, or one for all. */
  pytorch(input, { sharedAxes }) {
    const last = input.length - 1
    const shape = input.map((size, axis) => (sharedAxes.includes(axis + 1) ? 1 : size))
    const isOfChannels = shape.slice(0, last).every((size) => size === 1)
    const [channels = 1, ...places] = [shape[last], ...shape.slice(0, last)]
    const axes = [last, ...places.map((_, axis) => axis)]
    return isOfChannels
      ? { module: `nn.PReLU(${channels})`, weights: { alpha: { name: 'weight', shape: [channels] } } }
      : {
          module: `SlopePerPlace(${[channels, ...places].join(', ')})`,
          weights: { alpha: { name: 'weight', axes } },
        }
  },
})
