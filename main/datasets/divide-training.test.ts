import { describe, expect, it } from 'vitest'
import { previewDataset } from './describe-dataset.ts'
import { countParts, divideTraining } from './divide-training.ts'
import { createDatasetOpener } from './open-dataset.ts'

const shapes = { source: 'shapes', variant: 'colours', train: 100, test: 20, seed: 3 } as const

describe('the parts of a data set', () => {
  it('have exact counts, in all and per class, and are those of the run', async () => {
    const dataset = await createDatasetOpener({ digitsDirectory: '' })(shapes)
    const cut = { share: 0.25, seed: 7 }
    const { counts, classCounts } = countParts(dataset, cut)
    expect(counts).toEqual({ train: 75, validation: 25, test: 20 })
    for (const part of ['train', 'validation', 'test'] as const) {
      expect(classCounts[part].reduce((sum, count) => sum + count, 0)).toBe(counts[part])
    }
    const shown = (split: 'train' | 'validation') =>
      previewDataset(dataset, { split, validation: cut, label: null, offset: 0, count: 500 }).indices
    const { training, validation } = divideTraining(dataset, cut)
    expect(shown('train')).toEqual([...training])
    expect(shown('validation')).toEqual([...validation])
    expect([...training, ...validation].sort((a, b) => a - b)).toEqual([...Array(100).keys()])
  })

  it('are only two without a validation split', async () => {
    const dataset = await createDatasetOpener({ digitsDirectory: '' })(shapes)
    const whole = { label: null, offset: 0, count: 500 }
    expect(previewDataset(dataset, { split: 'train', ...whole }).total).toBe(100)
    expect(previewDataset(dataset, { split: 'validation', ...whole }).total).toBe(0)
  })
})
