import type { WeightRegularizer } from '#shared/layers/regularizer.ts'
import type { Name } from './onnx-graph.ts'
import type { StepBuilder } from './step-builder.ts'

/** `l1·Σ|w| + l2·Σw²` over the weights that are trained, added to the loss. */
export function addPenalties(builder: StepBuilder, loss: Name): Name {
  const { graph } = builder
  return listRegularized(builder).reduce((sum, { weight, l1, l2 }) => {
    const parts = [
      ...(l1 > 0 ? [graph.add('Mul', [graph.add('ReduceL1', [weight], { keepdims: 0 }), graph.scalar(l1)])] : []),
      ...(l2 > 0
        ? [graph.add('Mul', [graph.add('ReduceSumSquare', [weight], { keepdims: 0 }), graph.scalar(l2)])]
        : []),
    ]
    return parts.reduce((before, part) => graph.add('Add', [before, part]), sum)
  }, loss)
}

/** The gradients of the penalties as flat vectors, by weight: `l1·sign(w) + 2·l2·w`. */
export function penaltyGradients(builder: StepBuilder): Map<string, Name> {
  const { graph } = builder
  return new Map(
    listRegularized(builder).map(({ name, weight, l1, l2 }) => {
      const flat = graph.add('Reshape', [weight, graph.int64s([-1])])
      const signs = l1 > 0 ? graph.add('Mul', [graph.add('Sign', [flat]), graph.scalar(l1)]) : null
      const pull = l2 > 0 ? graph.add('Mul', [flat, graph.scalar(2 * l2)]) : null
      return [name, signs && pull ? graph.add('Add', [signs, pull]) : (signs ?? pull ?? '')]
    }),
  )
}

function listRegularized({ ir, weights }: StepBuilder): ({ name: string; weight: Name } & WeightRegularizer)[] {
  return ir.values.flatMap((value) => {
    if (value.op !== 'weight' || !value.attributes.isTrainable || !value.attributes.regularizer) return []
    return [{ name: value.attributes.name, weight: weights.get(value.id) ?? '', ...value.attributes.regularizer }]
  })
}
