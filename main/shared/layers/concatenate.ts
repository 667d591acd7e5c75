import { makeStackable } from './fit-shape.ts'
import { defineMergeLayer } from './layer.ts'
import { formatShape } from './shape.ts'

/** Along the channels, or along what rows have. */
export const concatenate = defineMergeLayer({
  kind: 'Concatenate',
  parameters: {},
  outputShape(inputs) {
    const [first = []] = inputs
    const outer = first.slice(0, -1)
    const fits = inputs.every((shape) => formatShape(shape.slice(0, -1)) === formatShape(outer))
    if (fits && inputs.every(({ length }) => length === first.length)) {
      return { ok: true, shape: [...outer, inputs.reduce((sum, shape) => sum + (shape.at(-1) ?? 0), 0)] }
    }
    const shapes = inputs.map(formatShape).join(', ')
    const values = { layer: 'Concatenate', shapes }
    return { ok: false, problem: { code: 'graph.concatenateShapes', values, remedies: makeStackable(inputs) } }
  },
  flops: () => 0,
  keras: () => ({ className: 'Concatenate', config: { axis: -1 } }),
  lower: (builder, inputs) => builder.concatenate(inputs),
  pytorch: () => ({ forward: (names) => `torch.cat([${names.join(', ')}], dim=1)` }),
})
