import type { QueueJob, TrialRow } from '#shared/contract/sweeps.ts'
import type { AxisValue, Objective } from '#shared/sweep/sweep.ts'

export type OutcomeFigure = 'parameters' | 'flops' | 'seconds' | 'valAccuracy' | 'valLoss' | 'testAccuracy'

export interface Spread {
  mean: number
  least: number
  greatest: number
}

/** What a combination came to with all of its seeds. */
export interface Outcome {
  combination: number
  /** In the order of the axes. */
  values: AxisValue[]
  /** At least one. */
  trials: readonly TrialRow[]
  /** Over the seeds; null where none has it. */
  figure(name: OutcomeFigure): Spread | null
}

/** One for each combination that was trained; those that are trained just now have yet to come to something. */
export function outcomesOf({ trials }: Pick<QueueJob, 'trials'>): Outcome[] {
  const groups = new Map<number, TrialRow[]>()
  for (const trial of trials) {
    if (trial.epoch === 0 || trial.state === 'training') continue
    groups.set(trial.combination, [...(groups.get(trial.combination) ?? []), trial])
  }
  return [...groups].map(([combination, group]) => ({
    combination,
    values: group[0]?.values ?? [],
    trials: group,
    figure: (name) => spreadOf(group.flatMap((trial) => trial[name] ?? [])),
  }))
}

function spreadOf(values: readonly number[]): Spread | null {
  if (values.length === 0) return null
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return { mean, least: Math.min(...values), greatest: Math.max(...values) }
}

/** The best by what the sweep looks for; null of none. */
export function bestOf(outcomes: readonly Outcome[], objective: Objective): Outcome | null {
  const sign = objective === 'valLoss' ? -1 : 1
  const worth = (outcome: Outcome) => {
    const value = outcome.figure(objective)?.mean
    return value === undefined ? Number.NEGATIVE_INFINITY : sign * value
  }
  return outcomes.reduce<Outcome | null>(
    (best, each) => (best === null || worth(each) > worth(best) ? each : best),
    null,
  )
}
