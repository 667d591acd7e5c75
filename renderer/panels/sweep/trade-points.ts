import type { QueueJob, TrialRow } from '#shared/contract/sweeps.ts'
import { describeTrial } from '#shared/sweep/trial-document.ts'
import type { TradePoint } from '../../charts/pareto-figure.ts'

export const costNames = ['parameters', 'flops', 'seconds'] as const
export type CostName = (typeof costNames)[number]
export const gainNames = ['valAccuracy', 'testAccuracy'] as const
export type GainName = (typeof gainNames)[number]

/** One point for each combination that has come to something: the mean over its seeds. */
export function tradePoints(job: QueueJob, cost: CostName, gain: GainName): TradePoint[] {
  const groups = new Map<number, TrialRow[]>()
  for (const trial of job.trials) {
    if (trial[gain] === null || trial.state === 'training') continue
    groups.set(trial.combination, [...(groups.get(trial.combination) ?? []), trial])
  }
  return [...groups].map(([combination, trials]) => {
    const gains = trials.map((trial) => trial[gain] ?? 0)
    const [first] = trials
    return {
      key: String(combination),
      label: first ? describeSeveral(job, first, trials.length) : '',
      cost: mean(trials.map((trial) => trial[cost])),
      gain: mean(gains),
      least: Math.min(...gains),
      greatest: Math.max(...gains),
    }
  })
}

function describeSeveral(job: QueueJob, trial: TrialRow, count: number): string {
  const text = describeTrial({ ...job, name: '' }, trial) || job.name
  return count > 1 ? `${text} (× ${count})` : text
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
