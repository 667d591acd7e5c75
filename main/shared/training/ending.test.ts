import { describe, expect, it } from 'vitest'
import { trainingSchema } from '../document/schema.ts'
import { reasonToEnd } from './ending.ts'
import type { EpochScores } from './monitor.ts'

const told = (valLosses: number[]): EpochScores[] =>
  valLosses.map((valLoss, index) => ({ epoch: index + 1, valLoss, valAccuracy: 1 - valLoss, loss: 0, accuracy: 0 }))

/** After how many epochs a run with these losses ends; null when it goes on. */
function endOf(settings: object, valLosses: number[], from = 0): number | null {
  const training = trainingSchema.parse(settings)
  const epochs = told(valLosses)
  const found = epochs.findIndex((_, index) => reasonToEnd(training, epochs.slice(0, index + 1), from))
  return found < 0 ? null : found + 1
}

describe('early stopping', () => {
  const earlyStopping = { patience: 2 }

  it('ends when as many epochs as the patience brought no gain', () => {
    expect(endOf({ earlyStopping }, [1, 0.9, 0.95, 0.91, 0.1])).toBe(4)
    expect(endOf({ earlyStopping }, [1, 0.9, 0.95, 0.8, 0.9, 0.7])).toBe(null)
    expect(endOf({ earlyStopping: { patience: 1 } }, [1, 1])).toBe(2)
    expect(endOf({}, [1, 2, 3, 4, 5, 6, 7, 8, 9])).toBe(null)
  })

  it('counts no gain below minDelta, as Keras does', () => {
    expect(endOf({ earlyStopping: { patience: 2, minDelta: 0.1 } }, [1, 0.95, 0.91, 0.5])).toBe(3)
  })

  it('names the best epoch', () => {
    const { earlyStopping: settings, stopAt } = trainingSchema.parse({ earlyStopping })
    expect(reasonToEnd({ earlyStopping: settings, stopAt }, told([1, 0.9, 0.95, 0.91]))).toMatchObject({
      code: 'run.noGain',
      values: { patience: 2, bestEpoch: 2, what: 'validation loss' },
    })
  })

  it('begins anew where more epochs were asked for', () => {
    const losses = [1, 0.9, 0.95, 0.91, 0.92, 0.93, 0.94]
    expect(endOf({ earlyStopping }, losses, 4)).toBe(6)
  })
})

describe('a target', () => {
  const stopAt = { monitor: 'valAccuracy', value: 0.9 }

  it('ends the run in the epoch that meets it', () => {
    expect(endOf({ stopAt }, [0.3, 0.2, 0.1, 0.05])).toBe(3)
    expect(endOf({ stopAt: { monitor: 'valLoss', value: 0.2 } }, [0.3, 0.2, 0.1])).toBe(2)
  })

  it('that was met before more epochs were asked for has no say', () => {
    expect(endOf({ stopAt }, [0.3, 0.05, 0.04, 0.03], 2)).toBe(null)
  })
})
