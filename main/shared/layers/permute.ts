import { wholeWindows } from './axis-window.ts'
import { defineLayer } from './layer.ts'
import { list } from './parameters.ts'
import { formatShape } from './shape.ts'

export const permute = defineLayer({
  kind: 'Permute',
  group: 'core',
  inputs: 1,
  outputs: 1,
  parameters: { dims: list({ initial: [2, 1, 3], min: 1, max: 3, shortest: 1, longest: 3 }) },
  outputShape(input, { dims }) {
    const isPermutation = dims.length === input.length && input.every((_, axis) => dims.includes(axis + 1))
    if (isPermutation) return { ok: true, shape: dims.map((dim) => input[dim - 1] ?? 0) }
    return {
      ok: false,
      problem: {
        code: 'graph.permuteDims',
        values: {
          layer: 'Permute',
          dims: `[${dims.join(', ')}]`,
          shape: formatShape(input),
          expected: input.map((_, axis) => axis + 1).join(', '),
        },
        remedies: [{ kind: 'setParameters', parameters: { dims: input.map((_, axis) => axis + 1) } }],
      },
    }
  },
  window: wholeWindows,
  weights: () => [],
  flops: () => 0,
  keras: ({ dims }) => ({ className: 'Permute', config: { dims: [...dims] } }),
  lower: (builder, x, { dims }) => builder.permute(x, dims),
  pytorch(input, { dims }) {
    const [channels = 0, ...places] = [...dims.slice(-1), ...dims.slice(0, -1)]
    // Keras's last axis is 1 there, and its others come after.
    const axes = [channels, ...places].map((dim) => (dim === input.length ? 1 : dim + 1))
    const isKept = axes.every((axis, place) => axis === place + 1)
    return { forward: (x) => (isKept ? x : `${x}.permute(0, ${axes.join(', ')})`) }
  },
})
