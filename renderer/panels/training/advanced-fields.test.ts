import { describe, expect, it } from 'vitest'
import { trainingSchema } from '#shared/document/schema.ts'
import { changedAdvanced } from './advanced-fields.ts'

describe('advanced settings', () => {
  it('are all idle in a new document, and told where they are not', () => {
    expect(changedAdvanced(trainingSchema.parse({}))).toEqual([])
    expect(changedAdvanced(trainingSchema.parse({ classWeights: 'balanced', clipNorm: 1, epochs: 3 }))).toEqual([
      'classWeights',
      'clipNorm',
    ])
  })
})
