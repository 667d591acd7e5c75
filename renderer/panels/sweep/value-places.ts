import type { QueueJob } from '#shared/contract/sweeps.ts'
import type { AxisValue } from '#shared/sweep/sweep.ts'
import { bestOf, type Outcome, type OutcomeFigure, outcomesOf } from './outcomes.ts'

export const measureNames = ['valAccuracy', 'testAccuracy', 'valLoss', 'parameters', 'seconds'] as const
export type MeasureName = (typeof measureNames)[number] & OutcomeFigure

/** Whether values of an axis are drawn from a range, so that hardly any comes twice. */
export function isScattered({ axes, strategy }: QueueJob, axis: number): boolean {
  const draws = strategy.kind === 'random' || (strategy.kind === 'halving' && strategy.trials !== null)
  return draws && axes[axis]?.values.kind === 'range'
}

/** All values of an axis that the job asks for, trained or not: numbers by size, others as they were given. */
export function valuesOf({ trials }: QueueJob, axis: number): AxisValue[] {
  const byText = new Map(
    trials.map(({ values }) => [JSON.stringify(values[axis] ?? null), values[axis] ?? null] as const),
  )
  const values = [...byText.values()]
  return values.every((value) => typeof value === 'number') ? values.sort((one, other) => one - other) : values
}

/** A value for every point along an axis: numbers as they are, others by their place. */
export interface AxisScale {
  values: AxisValue[]
  /** Numbers, to be placed by their size. */
  isNumeric: boolean
  /** Neighbours differ by ratios rather than by steps. */
  isLog: boolean
  placeOf(value: AxisValue): number
}

const ratioForLog = 50

export function scaleOf(job: QueueJob, axis: number): AxisScale {
  const values = valuesOf(job, axis)
  const places = new Map(values.map((value, at) => [JSON.stringify(value), at]))
  const isNumeric = values.every((value) => typeof value === 'number')
  const [least, most] = [values[0], values.at(-1)]
  const given = job.axes[axis]?.values
  const spansRatios = typeof least === 'number' && typeof most === 'number' && least > 0 && most / least >= ratioForLog
  return {
    values,
    isNumeric,
    isLog: isNumeric && (given?.kind === 'range' ? given.scale === 'log' : spansRatios),
    placeOf: (value) => (isNumeric ? Number(value) : (places.get(JSON.stringify(value)) ?? 0)),
  }
}

/** Of each value of an axis the best combination that was trained, with all that have it. */
export interface ValueColumn {
  value: AxisValue
  best: Outcome
  all: Outcome[]
}

export function columnsOf(job: QueueJob, axis: number): ValueColumn[] {
  const outcomes = outcomesOf(job)
  return valuesOf(job, axis).flatMap((value) => {
    const all = outcomes.filter((outcome) => isAt(outcome, axis, value))
    const best = bestOf(all, job.objective)
    return best ? [{ value, best, all }] : []
  })
}

/** Rows of `y` over columns of `x`: in each cell the best that was trained there; null where nothing was. */
export function cellsOf(job: QueueJob, x: number, y: number): (Outcome | null)[][] {
  const outcomes = outcomesOf(job)
  const columns = valuesOf(job, x)
  return valuesOf(job, y).map((row) => {
    const inRow = outcomes.filter((outcome) => isAt(outcome, y, row))
    return columns.map((value) =>
      bestOf(
        inRow.filter((outcome) => isAt(outcome, x, value)),
        job.objective,
      ),
    )
  })
}

function isAt({ values }: Outcome, axis: number, value: AxisValue): boolean {
  return JSON.stringify(values[axis] ?? null) === JSON.stringify(value)
}
