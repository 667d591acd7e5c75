import { describe, expect, it } from 'vitest'
import type { QueueJob, TrialRow } from '#shared/contract/sweeps.ts'
import { findZooNetwork } from '#shared/zoo/zoo.ts'
import type { SweepDraft } from '../../stores/sweep-store.ts'
import { axisChoices } from './axis-choices.ts'
import { readDraft } from './read-draft.ts'
import { nextSort, sortTrials } from './sort-trials.ts'
import { tradePoints } from './trade-points.ts'

const drawing = findZooNetwork('study-mnist-cnn')?.build()
if (!drawing) throw new Error('no drawing')

const draft: SweepDraft = {
  axes: [],
  strategy: 'grid',
  trials: 20,
  eta: 3,
  minEpochs: 1,
  repeats: 1,
  budgetMinutes: null,
  objective: 'valAccuracy',
  name: '',
}
const rate = { target: { kind: 'setting', setting: 'learningRate' }, text: '1e-4..1e-2:log:5' } as const

describe('a draft', () => {
  it('is a sweep once all that was typed fits', () => {
    const { sweep, errors } = readDraft(drawing, { ...draft, axes: [rate], budgetMinutes: 2 })
    expect(errors).toEqual([null])
    expect(sweep).toMatchObject({
      axes: [{ values: { kind: 'range', from: 1e-4, to: 1e-2, scale: 'log', count: 5 } }],
      strategy: { kind: 'grid' },
      budgetSeconds: 120,
    })
  })

  it('says at each axis what is wrong there', () => {
    const axes = [rate, { target: { kind: 'setting', setting: 'epochs' } as const, text: 'many' }]
    const { sweep, errors } = readDraft(drawing, { ...draft, axes })
    expect(sweep).toBeNull()
    expect(errors.map((error) => error?.code ?? null)).toEqual([null, 'sweep.notValue'])
  })

  it('halves a grid of lists, and draws at random from a range', () => {
    const halving = { ...draft, strategy: 'halving' } as const
    expect(readDraft(drawing, { ...halving, axes: [rate] }).sweep?.strategy).toMatchObject({ trials: 20 })
    const axes = [{ ...rate, text: '0.001, 0.01' }]
    expect(readDraft(drawing, { ...halving, axes }).sweep?.strategy).toMatchObject({ trials: null })
  })
})

describe('what can be varied', () => {
  it('is all but the ends, what does not apply, and what is varied already', () => {
    const groups = axisChoices(drawing, [rate.target])
    const settings = groups[0]?.targets.map((target) => target.kind === 'setting' && target.setting)
    expect(settings).toContain('epochs')
    expect(settings).not.toContain('learningRate')
    expect(groups.flatMap(({ targets }) => targets).some((target) => JSON.stringify(target).includes('input-'))).toBe(
      false,
    )
  })
})

function row(index: number, parts: Partial<TrialRow> = {}): TrialRow {
  return {
    index,
    combination: index,
    seed: 1,
    values: [index],
    state: 'done',
    runId: `run-${index}`,
    error: null,
    parameters: 100 * (index + 1),
    flops: 1,
    epoch: 2,
    epochs: 2,
    valAccuracy: 0.5,
    valLoss: 1,
    testAccuracy: 0.5,
    seconds: 1,
    ...parts,
  }
}

describe('the points of a job', () => {
  it('are one for each combination: the mean over its seeds, with the least and the greatest', () => {
    const trials = [row(0, { valAccuracy: 0.6 }), row(1, { combination: 0, seed: 2, valAccuracy: 0.8 }), row(2)]
    const job = { name: 'x', axes: [{ target: rate.target }], trials } as unknown as QueueJob
    const [first, second] = tradePoints(job, 'seconds', 'valAccuracy')
    expect(first).toMatchObject({ key: '0', label: 'learningRate 0 (× 2)', cost: 1, least: 0.6, greatest: 0.8 })
    expect(first?.gain).toBeCloseTo(0.7)
    expect(second).toMatchObject({ key: '2', label: 'learningRate 2' })
  })

  it('leave out what came to nothing, or is still trained', () => {
    const trials = [row(0, { valAccuracy: null }), row(1, { state: 'training' })]
    const job = { name: 'x', axes: [], trials } as unknown as QueueJob
    expect(tradePoints(job, 'parameters', 'valAccuracy')).toEqual([])
  })
})

describe('the table of trials', () => {
  const trials = [row(0, { valAccuracy: 0.2 }), row(1, { valAccuracy: null, epoch: 0 }), row(2, { valAccuracy: 0.9 })]
  const order = (isDescending: boolean) =>
    sortTrials(trials, { by: 'valAccuracy', isDescending }).map(({ index }) => index)

  it('has what came to nothing last, whichever way it is sorted', () => {
    expect(order(true)).toEqual([2, 0, 1])
    expect(order(false)).toEqual([0, 2, 1])
    expect(sortTrials(trials, null)).toBe(trials)
  })

  it('is sorted down, up, and as it was', () => {
    const down = nextSort(null, 'seconds')
    const up = nextSort(down, 'seconds')
    expect([down?.isDescending, up?.isDescending, nextSort(up, 'seconds')]).toEqual([true, false, null])
    expect(nextSort(up, 'valLoss')).toEqual({ by: 'valLoss', isDescending: true })
  })
})
