import { real } from './parameters.ts'

/** Adds `l1·Σ|w| + l2·Σw²` to the loss; one of them is above 0. */
export interface WeightRegularizer {
  l1: number
  l2: number
}

/** The parameters of layers whose kernels can be held small. */
export const kernelRegularization = {
  kernelL1: real({ initial: 0, min: 0, max: 10, step: 0.0001 }),
  kernelL2: real({ initial: 0, min: 0, max: 10, step: 0.0001 }),
}

interface Rates {
  kernelL1: number
  kernelL2: number
}

/** What `weights` rules say of the kernel. */
export function regularizerOf({ kernelL1, kernelL2 }: Rates): { regularizer?: WeightRegularizer } {
  return kernelL1 > 0 || kernelL2 > 0 ? { regularizer: { l1: kernelL1, l2: kernelL2 } } : {}
}

/** A config with Keras's `kernelRegularizer` in the place of the two rates. */
export function kerasRegularizer<Values extends Rates>({ kernelL1, kernelL2, ...values }: Values) {
  if (kernelL1 === 0 && kernelL2 === 0) return values
  return { ...values, kernelRegularizer: { className: 'L1L2', config: { l1: kernelL1, l2: kernelL2 } } }
}
