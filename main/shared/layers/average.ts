import { defineMergeLayer } from './layer.ts'
import { mergeFlops, sameShape } from './merge.ts'
import { elementCount } from './shape.ts'

export const average = defineMergeLayer({
  kind: 'Average',
  parameters: {},
  outputShape: (inputs) => sameShape('Average', inputs),
  flops: (inputs, output) => mergeFlops(inputs, output) + elementCount(output),
  keras: () => ({ className: 'Average', config: {} }),
  lower: (builder, inputs) => builder.weightedSum(inputs, new Array(inputs.length).fill(1 / inputs.length)),
  pytorch: () => ({ forward: (names) => `(${names.join(' + ')}) / ${names.length}` }),
})
