import { describe, expect, it } from 'vitest'
import type { QueueJob, TrialRow } from '#shared/contract/sweeps.ts'
import type { Axis, AxisValue } from '#shared/sweep/sweep.ts'
import { bestOf, outcomesOf } from './outcomes.ts'
import { cellsOf, columnsOf, isScattered, scaleOf } from './value-places.ts'

function trial(index: number, values: AxisValue[], parts: Partial<TrialRow> = {}): TrialRow {
  return {
    ...{ index, combination: index, seed: 1, values, state: 'done', runId: `run-${index}`, error: null },
    ...{ parameters: 10, flops: 1, epoch: 2, epochs: 2, valAccuracy: 0.5, valLoss: 1, testAccuracy: 0.5, seconds: 1 },
    ...parts,
  }
}

const list = (setting: string, values: AxisValue[]): Axis => ({
  target: { kind: 'setting', setting },
  values: { kind: 'list', values },
})
const range = (setting: string, scale: 'linear' | 'log'): Axis => ({
  target: { kind: 'setting', setting },
  values: { kind: 'range', from: 1, to: 100, scale, count: 5 },
})

function jobOf(axes: Axis[], trials: TrialRow[], parts: Partial<QueueJob> = {}): QueueJob {
  return { axes, trials, strategy: { kind: 'grid' }, objective: 'valAccuracy', ...parts } as QueueJob
}

describe('what combinations came to', () => {
  it('is the mean over their seeds; what was not trained, or is trained just now, is left out', () => {
    const outcomes = outcomesOf({
      trials: [
        trial(0, [1], { valAccuracy: 0.25 }),
        trial(1, [1], { combination: 0, seed: 2, valAccuracy: 0.75 }),
        trial(2, [2], { epoch: 0, state: 'waiting' }),
        trial(3, [3], { state: 'training' }),
      ],
    })
    expect(outcomes.map(({ combination }) => combination)).toEqual([0])
    expect(outcomes[0]?.figure('valAccuracy')).toEqual({ mean: 0.5, least: 0.25, greatest: 0.75 })
  })

  it('is best by the objective of the sweep; what has no figure is worst', () => {
    const outcomes = outcomesOf({
      trials: [
        trial(0, [1], { valAccuracy: null, valLoss: null }),
        trial(1, [2], { valAccuracy: 0.9, valLoss: 2 }),
        trial(2, [3], { valAccuracy: 0.8, valLoss: 1 }),
      ],
    })
    expect(bestOf(outcomes, 'valAccuracy')?.combination).toBe(1)
    expect(bestOf(outcomes, 'valLoss')?.combination).toBe(2)
    expect(bestOf([], 'valLoss')).toBeNull()
  })
})

describe('the scale of an axis', () => {
  it('has numbers by their size, and by ratios where they span much', () => {
    const near = scaleOf(jobOf([list('batchSize', [32, 8])], [trial(0, [32]), trial(1, [8])]), 0)
    expect(near).toMatchObject({ values: [8, 32], isNumeric: true, isLog: false })
    expect(near.placeOf(32)).toBe(32)
    const far = scaleOf(jobOf([list('learningRate', [0.1, 0.001])], [trial(0, [0.1]), trial(1, [0.001])]), 0)
    expect(far.isLog).toBe(true)
  })

  it('has choices in their order, each a step', () => {
    const scale = scaleOf(jobOf([list('optimizer', ['sgd', 'adam'])], [trial(0, ['sgd']), trial(1, ['adam'])]), 0)
    expect(scale).toMatchObject({ values: ['sgd', 'adam'], isNumeric: false, isLog: false })
    expect(scale.placeOf('adam')).toBe(1)
  })

  it('is that of a range as it was asked for', () => {
    const trials = [trial(0, [1]), trial(1, [100])]
    expect(scaleOf(jobOf([range('batchSize', 'linear')], trials), 0).isLog).toBe(false)
    expect(scaleOf(jobOf([range('batchSize', 'log')], trials), 0).isLog).toBe(true)
  })
})

describe('places', () => {
  const axes = [list('batchSize', [8, 16]), list('optimizer', ['sgd', 'adam']), list('epochs', [1, 2])]
  const job = jobOf(axes, [
    trial(0, [8, 'sgd', 1], { valAccuracy: 0.3 }),
    trial(1, [8, 'sgd', 2], { valAccuracy: 0.6 }),
    trial(2, [16, 'adam', 1], { valAccuracy: 0.4 }),
    trial(3, [16, 'sgd', 1], { state: 'waiting', epoch: 0 }),
  ])

  it('of a map have the best of what else was varied, and are empty where nothing was trained', () => {
    const cells = cellsOf(job, 0, 1).map((row) => row.map((cell) => cell?.combination ?? null))
    expect(cells).toEqual([
      [1, null],
      [null, 2],
    ])
  })

  it('along one axis have the best and all others', () => {
    const columns = columnsOf(job, 0).map(({ value, best, all }) => [value, best.combination, all.length])
    expect(columns).toEqual([
      [8, 1, 2],
      [16, 2, 1],
    ])
  })

  it('are scattered where values are drawn from a range', () => {
    const random = { strategy: { kind: 'random', trials: 5, seed: 1 } } as const
    expect(isScattered(jobOf([range('batchSize', 'log')], []), 0)).toBe(false)
    expect(isScattered(jobOf([range('batchSize', 'log'), axes[1] as Axis], [], random), 0)).toBe(true)
    expect(isScattered(jobOf([range('batchSize', 'log'), axes[1] as Axis], [], random), 1)).toBe(false)
  })
})
