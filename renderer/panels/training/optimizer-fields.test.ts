import { describe, expect, it } from 'vitest'
import { defaultOptimizer, optimizerKinds, optimizerSchema } from '#shared/document/optimizers.ts'
import { optimizerFields, optimizerLimits, setOptimizerField, switchOptimizer } from './optimizer-fields.ts'

describe('optimiser fields', () => {
  it.each(optimizerKinds)('asks for every number of %s, within the limits of the file format', (kind) => {
    const optimizer = defaultOptimizer(kind)
    const fields = optimizerFields(optimizer)
    expect(fields.map(({ name }) => name).sort()).toEqual(
      Object.entries(optimizer)
        .filter(([, value]) => typeof value === 'number')
        .map(([name]) => name)
        .sort(),
    )
    for (const { name } of fields) {
      const { min, max } = optimizerLimits[name]
      for (const value of [min, max])
        expect(optimizerSchema.safeParse({ ...optimizer, [name]: value }).success).toBe(true)
      for (const value of [min - 1, max + 1]) {
        expect(optimizerSchema.safeParse({ ...optimizer, [name]: value }).success).toBe(false)
      }
    }
  })

  it('sets one number and leaves the others', () => {
    expect(setOptimizerField(defaultOptimizer('adam'), 'beta1', 0.5)).toEqual({
      ...defaultOptimizer('adam'),
      beta1: 0.5,
    })
  })

  it('keeps a learning rate that was chosen, and none that was a default', () => {
    expect(switchOptimizer(defaultOptimizer('sgd'), 'adam').learningRate).toBe(0.001)
    expect(switchOptimizer(defaultOptimizer('sgd', 0.2), 'adam').learningRate).toBe(0.2)
  })
})
