import { defineMergeLayer } from './layer.ts'
import { mergeFlops, sameShape } from './merge.ts'

export const maximum = defineMergeLayer({
  kind: 'Maximum',
  parameters: {},
  outputShape: (inputs) => sameShape('Maximum', inputs),
  flops: mergeFlops,
  keras: () => ({ className: 'Maximum', config: {} }),
  lower: (builder, inputs) => builder.maximum(inputs),
  pytorch: () => ({ forward: (names) => names.reduce((before, name) => `torch.maximum(${before}, ${name})`) }),
})
