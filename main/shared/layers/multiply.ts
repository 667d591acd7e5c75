import { defineMergeLayer } from './layer.ts'
import { mergeFlops, sameShape } from './merge.ts'

export const multiply = defineMergeLayer({
  kind: 'Multiply',
  parameters: {},
  outputShape: (inputs) => sameShape('Multiply', inputs),
  flops: mergeFlops,
  keras: () => ({ className: 'Multiply', config: {} }),
  lower: (builder, inputs) => builder.multiply(inputs),
  pytorch: () => ({ forward: (names) => names.join(' * ') }),
})
