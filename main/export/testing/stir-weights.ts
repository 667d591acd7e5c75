import type { NamedTensor } from '#main/compile/named-tensor.ts'

/** Weights of no special kind: statistics and offsets that are neither 0 nor 1. */
export function stirWeights(weights: readonly NamedTensor[]): NamedTensor[] {
  return weights.map(({ name, shape, values }, index) => {
    const stirred = name.endsWith('variance')
      ? values.map((value) => value + 0.5)
      : values.map((value, place) => value + 0.3 * Math.sin(index + place))
    return { name, shape, values: stirred }
  })
}
