import { defineMergeLayer } from './layer.ts'
import { forwardExpression, mergeFlops, sameShape } from './merge.ts'

export const subtract = defineMergeLayer({
  kind: 'Subtract',
  parameters: {},
  outputShape: (inputs) =>
    inputs.length === 2
      ? sameShape('Subtract', inputs)
      : { ok: false, problem: { code: 'graph.needsTwoInputs', values: { layer: 'Subtract', count: inputs.length } } },
  flops: mergeFlops,
  keras: () => ({ className: 'Subtract', config: {} }),
  lower: (builder, inputs) => builder.weightedSum(inputs, [1, -1]),
  pytorch: (inputs) => forwardExpression(inputs, (names) => names.join(' - ')),
})
