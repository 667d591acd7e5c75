import { describe, expect, it } from 'vitest'
import type { QueueJob, TrialRow } from '#shared/contract/sweeps.ts'
import { readTarget } from '#shared/sweep/axis-text.ts'
import type { AxisTarget } from '#shared/sweep/sweep.ts'
import { findZooNetwork } from '#shared/zoo/zoo.ts'
import { beginAxis, type DraftAxis, type DraftRange } from '../../stores/draft-axis.ts'
import type { SweepDraft } from '../../stores/sweep-store.ts'
import { axisChoices } from './axis-choices.ts'
import { readAxis } from './read-axis.ts'
import { readDraft } from './read-draft.ts'
import { nextSort, sortTrials } from './sort-trials.ts'
import { addValues, splitTyped } from './split-typed.ts'
import { tradePoints } from './trade-points.ts'

const built = findZooNetwork('study-mnist-cnn')?.build()
if (!built) throw new Error('no drawing')
const drawing = built

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
const rateTarget = { kind: 'setting', setting: 'learningRate' } as const
const range = { from: '1e-4', to: '1e-2', count: '5', scale: 'log' } as const

function axis(target: AxisTarget, parts: Partial<DraftAxis> = {}): DraftAxis {
  return { target, form: 'list', values: [], typed: '', range, ...parts }
}

const rates = axis(rateTarget, { form: 'range' })

describe('a draft', () => {
  it('is a sweep once all that was typed fits', () => {
    const { sweep } = readDraft(drawing, { ...draft, axes: [rates], budgetMinutes: 2 })
    expect(sweep).toMatchObject({
      axes: [{ values: { kind: 'range', from: 1e-4, to: 1e-2, scale: 'log', count: 5 } }],
      strategy: { kind: 'grid' },
      budgetSeconds: 120,
    })
  })

  it('is none while a value cannot be, or nothing is there, and says which', () => {
    const filters = { kind: 'layer', nodeId: 'conv2d-1', parameter: 'filters' } as const
    const { sweep, readings } = readDraft(drawing, {
      ...draft,
      axes: [rates, axis(filters, { values: ['8', '0'], typed: 'x' }), axis({ kind: 'setting', setting: 'epochs' })],
    })
    expect(sweep).toBeNull()
    expect(readings.map((reading) => reading.axis !== null)).toEqual([true, false, false])
    expect([...(readings[1]?.refused.keys() ?? [])]).toEqual(['0', 'x'])
    expect(readings[2]?.refused.size).toBe(0)
  })

  it('counts what is still being typed', () => {
    const { sweep } = readDraft(drawing, { ...draft, axes: [axis(rateTarget, { values: ['0.1'], typed: '0.2' })] })
    expect(sweep?.axes[0]?.values).toEqual({ kind: 'list', values: [0.1, 0.2] })
  })

  it.each([
    [{ from: '0.1', to: '0.01' }, { to: 'sweep.endBeforeStart' }],
    [{ from: '0', to: '1' }, { from: 'sweep.logFromZero' }],
    [{ from: '-1', to: '1' }, { from: 'sweep.needsReal' }],
    [{ count: '1' }, { count: 'sweep.needsWhole' }],
    [{ from: '' }, {}],
  ])('refuses the range %o at its field', (wrong, codes) => {
    const [reading] = readDraft(drawing, {
      ...draft,
      axes: [axis(rateTarget, { form: 'range', range: { ...range, ...wrong } })],
    }).readings
    const told = Object.entries(reading?.range ?? {}).map(([name, { code }]) => [name, code])
    expect(Object.fromEntries(told)).toEqual(codes)
    expect(reading?.axis).toBeNull()
  })

  it('takes the sides of squares for a range of a pair', () => {
    const kernel = { kind: 'layer', nodeId: 'conv2d-1', parameter: 'kernelSize' } as const
    const squares = { from: '3', to: '7', count: '3', scale: 'linear' } as const
    const read = (changed: Partial<DraftRange>) =>
      readAxis(drawing, axis(kernel, { form: 'range', range: { ...squares, ...changed } }))
    expect(read({}).axis?.values).toMatchObject({ kind: 'range', from: 3, to: 7 })
    expect(read({ from: '3x5' }).range.from?.code).toBe('sweep.needsForm')
  })

  it('halves a grid of lists, and draws at random from a range', () => {
    const halving = { ...draft, strategy: 'halving' } as const
    expect(readDraft(drawing, { ...halving, axes: [rates] }).sweep?.strategy).toMatchObject({ trials: 20 })
    const axes = [axis(rateTarget, { values: ['0.001', '0.01'] })]
    expect(readDraft(drawing, { ...halving, axes }).sweep?.strategy).toMatchObject({ trials: null })
  })
})

describe('what is typed for several values', () => {
  const integer = { control: 'integer', min: 1, max: 9 } as const
  const pair = { control: 'pair', min: 1, max: 9 } as const

  it('is parted at commas, and numbers at spaces too', () => {
    expect(splitTyped('8, 16，32', integer)).toEqual({ values: ['8', '16'], rest: '32' })
    expect(splitTyped('8 16 ', integer)).toEqual({ values: ['8', '16'], rest: '' })
    expect(splitTyped('3 x 3, 5', pair)).toEqual({ values: ['3 x 3'], rest: '5' })
  })

  it('is there once', () => {
    expect(addValues(['8'], ['16', '8', '16'])).toEqual(['8', '16'])
  })
})

describe('an axis that is begun', () => {
  const begin = (place: string) => beginAxis(drawing, readTarget(place))

  it('has the value of the drawing, and a range around it', () => {
    expect(begin('conv2d-1.filters')).toMatchObject({ values: [expect.any(String)], range: { scale: 'linear' } })
    expect(begin('training.learningRate').range).toMatchObject({ from: '0.0001', to: '0.01', scale: 'log' })
  })

  it('has both sides of a switch', () => {
    expect(begin('training.isShuffled').values).toEqual(['false', 'true'])
  })

  it('keeps to the limits of its parameter', () => {
    expect(begin('training.beta1').range).toMatchObject({ from: '0.45', to: '1', scale: 'linear' })
  })
})

describe('what can be varied', () => {
  it('is all but the ends, what does not apply, and what is varied already', () => {
    const groups = axisChoices(drawing, [rateTarget])
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
    const job = { name: 'x', axes: [{ target: rateTarget }], trials } as unknown as QueueJob
    const [first, second] = tradePoints(job, 'seconds', 'valAccuracy', String)
    expect(first).toMatchObject({ key: '0', label: '0 (× 2)', cost: 1, least: 0.6, greatest: 0.8 })
    expect(first?.gain).toBeCloseTo(0.7)
    expect(second).toMatchObject({ key: '2', label: '2' })
  })

  it('leave out what came to nothing, or is still trained', () => {
    const trials = [row(0, { valAccuracy: null }), row(1, { state: 'training' })]
    const job = { name: 'x', axes: [], trials } as unknown as QueueJob
    expect(tradePoints(job, 'parameters', 'valAccuracy', String)).toEqual([])
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
