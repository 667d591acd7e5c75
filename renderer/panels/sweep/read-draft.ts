import type { LoomDocument } from '#shared/document/schema.ts'
import { type Sweep, sweepSchema } from '#shared/sweep/sweep.ts'
import type { SweepDraft } from '../../stores/sweep-store.ts'
import { type AxisReading, readAxis } from './read-axis.ts'

export interface ReadDraft {
  /** Null while something of it does not fit. */
  sweep: Sweep | null
  /** In the order of the axes. */
  readings: AxisReading[]
}

/** What a draft asks for, and what is wrong with what was typed. */
export function readDraft(document: LoomDocument, draft: SweepDraft): ReadDraft {
  const readings = draft.axes.map((axis) => readAxis(document, axis))
  const axes = readings.flatMap(({ axis }) => axis ?? [])
  if (axes.length < readings.length) return { sweep: null, readings }
  const { budgetMinutes, repeats, objective, name } = draft
  const parsed = sweepSchema.safeParse({
    ...{ axes, repeats, objective, name },
    strategy: readStrategy(draft, document),
    budgetSeconds: budgetMinutes === null ? null : 60 * budgetMinutes,
  })
  return { sweep: parsed.success ? parsed.data : null, readings }
}

/** Whether values come from anywhere in a range, so that it matters how many are drawn but not how many places it has. */
export function isDrawn({ strategy, axes }: Pick<SweepDraft, 'strategy' | 'axes'>): boolean {
  return strategy === 'random' || (strategy === 'halving' && axes.some(({ form }) => form === 'range'))
}

/** Halving draws at random where there is a range; of lists it takes every combination. */
function readStrategy(draft: SweepDraft, { seed }: LoomDocument) {
  const { strategy: kind, trials, eta, minEpochs } = draft
  if (kind === 'grid') return { kind }
  if (kind === 'random') return { kind, trials, seed }
  return { kind, trials: isDrawn(draft) ? trials : null, seed, eta, minEpochs }
}
