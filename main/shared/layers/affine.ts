import type { WeightSpec } from './layer.ts'
import { type ActivationName, activationNames, type LoweringBuilder } from './lowering.ts'
import { choice, flag } from './parameters.ts'

/** What Dense and the convolutions share: behind the product with their kernels come a bias and an activation. */
export const affineParameters = {
  activation: choice(activationNames, 'linear'),
  useBias: flag(true),
  trainable: flag(true),
}

/** The kernels, then the bias with its one number for each of `outputs`. */
export function affineWeights(
  kernels: readonly Omit<WeightSpec, 'isTrainable'>[],
  outputs: number,
  { useBias, trainable: isTrainable }: { useBias: boolean; trainable: boolean },
): WeightSpec[] {
  const weights = useBias ? [...kernels, { name: 'bias', shape: [outputs] }] : kernels
  return weights.map((weight) => ({ ...weight, isTrainable }))
}

export function finishAffine<V>(
  builder: LoweringBuilder<V>,
  product: V,
  { activation, useBias }: { activation: ActivationName; useBias: boolean },
): V {
  return builder.activation(useBias ? builder.biasAdd(product, builder.weight('bias')) : product, activation)
}
