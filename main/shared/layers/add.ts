import { defineMergeLayer } from './layer.ts'
import { mergeFlops, sameShape } from './merge.ts'

export const add = defineMergeLayer({
  kind: 'Add',
  parameters: {},
  outputShape: (inputs) => sameShape('Add', inputs),
  flops: mergeFlops,
  keras: () => ({ className: 'Add', config: {} }),
  lower: (builder, inputs) => builder.weightedSum(inputs, new Array(inputs.length).fill(1)),
  pytorch: () => ({ forward: (names) => names.join(' + ') }),
})
