import type { QueueJob } from '#shared/contract/sweeps.ts'
import { printTarget, printValue } from '#shared/sweep/axis-target.ts'
import type { DataTable } from '../../ui/data-table.ts'

const facts = ['index', 'combination', 'seed', 'state', 'runId', 'epoch', 'epochs'] as const
const figures = ['parameters', 'flops', 'seconds', 'valLoss', 'valAccuracy', 'testAccuracy'] as const

/** The trials of a job, a column for each axis by its path. */
export function tableOfTrials({ axes, trials }: Pick<QueueJob, 'axes' | 'trials'>): DataTable {
  return {
    name: 'layerloom-trials',
    columns: [...facts, ...axes.map(({ target }) => printTarget(target)), ...figures],
    rows: trials.map((trial) => [
      ...facts.map((name) => trial[name]),
      ...axes.map((_, place) => {
        const value = trial.values[place]
        if (value === undefined) return null
        return typeof value === 'number' || typeof value === 'boolean' ? value : printValue(value)
      }),
      ...figures.map((name) => trial[name]),
    ]),
  }
}
