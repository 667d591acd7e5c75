import {
  defaultOptimizer,
  type OptimizerKind,
  type OptimizerSettings,
  optimizerSchema,
} from '#shared/document/optimizers.ts'
import type { NumberLimits } from './parse-number.ts'

const share: NumberLimits = { min: 0, max: 1, isWhole: false }

/** The numbers that optimisers have, by Keras's names, in the order in which they are asked for. */
export const optimizerLimits = {
  learningRate: { min: 0, max: 1000, isWhole: false },
  momentum: share,
  rho: share,
  weightDecay: share,
  beta1: share,
  beta2: share,
  initialAccumulator: share,
  epsilon: { min: 1e-12, max: 1, isWhole: false },
} satisfies Record<string, NumberLimits>

export type OptimizerField = keyof typeof optimizerLimits

/** The numbers of this optimiser. */
export function optimizerFields(optimizer: OptimizerSettings): { name: OptimizerField; value: number }[] {
  const values: Partial<Record<OptimizerField, unknown>> = optimizer
  return (Object.keys(optimizerLimits) as OptimizerField[]).flatMap((name) => {
    const value = values[name]
    return typeof value === 'number' ? [{ name, value }] : []
  })
}

export function setOptimizerField(
  optimizer: OptimizerSettings,
  name: OptimizerField,
  value: number,
): OptimizerSettings {
  return optimizerSchema.parse({ ...optimizer, [name]: value })
}

/** Another optimiser with its own defaults; a learning rate that people have chosen is kept. */
export function switchOptimizer(optimizer: OptimizerSettings, kind: OptimizerKind): OptimizerSettings {
  const isChosen = optimizer.learningRate !== defaultOptimizer(optimizer.kind).learningRate
  return defaultOptimizer(kind, isChosen ? optimizer.learningRate : undefined)
}
