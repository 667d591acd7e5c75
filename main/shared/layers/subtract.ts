import { defineMergeLayer, type Problem } from './layer.ts'
import { mergeFlops, sameShape } from './merge.ts'

export const subtract = defineMergeLayer({
  kind: 'Subtract',
  parameters: {},
  outputShape: (inputs) =>
    inputs.length === 2 ? sameShape('Subtract', inputs) : { ok: false, problem: needsTwo(inputs.length) },
  flops: mergeFlops,
  keras: () => ({ className: 'Subtract', config: {} }),
  lower: (builder, inputs) => builder.weightedSum(inputs, [1, -1]),
  pytorch: () => ({ forward: (names) => names.join(' - ') }),
})

/** The first two lines are left, or the first and the one that was drawn last. */
function needsTwo(count: number): Problem {
  return {
    code: 'graph.needsTwoInputs',
    values: { layer: 'Subtract', count },
    remedies: [
      { kind: 'keepInputs', inputs: [0, 1] },
      { kind: 'keepInputs', inputs: [0, count - 1] },
    ],
  }
}
