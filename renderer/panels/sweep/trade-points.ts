import type { QueueJob } from '#shared/contract/sweeps.ts'
import type { AxisValue } from '#shared/sweep/sweep.ts'
import type { TradePoint } from '../../charts/pareto-figure.ts'
import { type Outcome, outcomesOf } from './outcomes.ts'

export const costNames = ['parameters', 'flops', 'seconds'] as const
export type CostName = (typeof costNames)[number]
export const gainNames = ['valAccuracy', 'testAccuracy'] as const
export type GainName = (typeof gainNames)[number]

/** One point for each combination that has come to something: the mean over its seeds. */
export function tradePoints(
  job: QueueJob,
  cost: CostName,
  gain: GainName,
  describe: (values: readonly AxisValue[]) => string,
): TradePoint[] {
  const nameOf = ({ values, trials }: Outcome) => {
    const text = describe(values) || job.name
    return trials.length > 1 ? `${text} (× ${trials.length})` : text
  }
  return outcomesOf(job).flatMap((outcome): TradePoint[] => {
    const [paid, gained] = [outcome.figure(cost), outcome.figure(gain)]
    if (!paid || !gained) return []
    const { least, greatest } = gained
    const key = String(outcome.combination)
    return [{ key, label: nameOf(outcome), cost: paid.mean, gain: gained.mean, least, greatest }]
  })
}
