import { type Parameter, real } from './parameters.ts'

/** Adds `l1·Σ|w| + l2·Σw²` to the loss; one of them is above 0. */
export interface WeightRegularizer {
  l1: number
  l2: number
}

/** Kernels that can be held small, by the names in Keras's `<kernel>Regularizer`. */
const kernels = ['kernel', 'depthwise', 'pointwise'] as const
type Kernel = (typeof kernels)[number]
type RateName<Name extends Kernel> = `${Name}L1` | `${Name}L2`

/** The parameters of a layer with such a kernel. */
export function regularization<Name extends Kernel>(kernel: Name): Record<RateName<Name>, Parameter<number>> {
  const rate = real({ initial: 0, min: 0, max: 10, step: 0.0001 })
  return { [`${kernel}L1`]: rate, [`${kernel}L2`]: rate } as Record<RateName<Name>, Parameter<number>>
}

/** What `weights` rules say of the kernel. */
export function regularizerOf<Name extends Kernel>(
  kernel: Name,
  values: Partial<Record<RateName<Name>, number>>,
): { regularizer?: WeightRegularizer } {
  const rates: Partial<Record<string, number>> = values
  const [l1 = 0, l2 = 0] = [rates[`${kernel}L1`], rates[`${kernel}L2`]]
  return l1 > 0 || l2 > 0 ? { regularizer: { l1, l2 } } : {}
}

/** A config with Keras's regularizers in the place of the rates. */
export function kerasRegularizers(values: Partial<Record<RateName<Kernel>, number>>): Record<string, unknown> {
  const rates = new Set<string>(kernels.flatMap((kernel) => [`${kernel}L1`, `${kernel}L2`]))
  const held = kernels.flatMap((kernel) => {
    const { regularizer } = regularizerOf(kernel, values)
    return regularizer ? [[`${kernel}Regularizer`, { className: 'L1L2', config: regularizer }]] : []
  })
  return Object.fromEntries([...Object.entries(values).filter(([name]) => !rates.has(name)), ...held])
}
