import type { QueueJob, TrialRow } from '#shared/contract/sweeps.ts'
import { printTarget, printValue } from '#shared/sweep/axis-target.ts'
import { paretoFront } from '#shared/sweep/pareto.ts'
import { isHighGood } from '#shared/training/monitor.ts'
import type { Terminal } from './terminal.ts'
import { percent, printTable } from './text-table.ts'

/** The trials, the best first, with a star for those that no smaller network beats. */
export function printSweep(job: QueueJob, { say }: Terminal): string {
  const front = new Set(frontOf(job))
  const heading = [
    '',
    ...job.axes.map(({ target }) => printTarget(target)),
    ...[say('cli.seed'), say('cli.state'), say('cli.epochs'), say('cli.parameters'), say('cli.seconds')],
    ...[say('cli.valLoss'), say('cli.valAccuracy'), say('cli.testAccuracy')],
  ]
  const rows = sorted(job).map((trial) => [
    front.has(trial) ? '*' : '',
    ...trial.values.map(printValue),
    String(trial.seed),
    say(`cli.trialState.${trial.state}`),
    String(trial.epoch),
    trial.parameters.toLocaleString('en'),
    trial.seconds.toFixed(1),
    trial.valLoss?.toFixed(4) ?? '–',
    ...[trial.valAccuracy, trial.testAccuracy].map((share) => (share === null ? '–' : percent(share))),
  ])
  const numbers = heading.map((_, column) => column).filter((column) => column > job.axes.length + 2)
  const spent = job.state === 'spent' ? `${say('cli.sweepSpent')}\n` : ''
  return `\n${printTable([heading, ...rows], numbers)}${say('cli.sweepFront')}\n${spent}`
}

/** The object of `--json`. */
export function describeSweepResult(job: QueueJob) {
  const front = frontOf(job)
  return {
    name: job.name,
    state: job.state,
    axes: job.axes.map(({ target }) => printTarget(target)),
    objective: job.objective,
    rungs: job.rungs,
    spentSeconds: job.spentSeconds,
    trials: job.trials,
    best: sorted(job)[0]?.index ?? null,
    /** Of validation accuracy against parameters, from the smallest network on. */
    front: front.map(({ index }) => index),
  }
}

function frontOf({ trials }: QueueJob): TrialRow[] {
  const points = trials.flatMap((trial) =>
    trial.valAccuracy === null ? [] : [{ trial, cost: trial.parameters, gain: trial.valAccuracy }],
  )
  return paretoFront(points).map(({ trial }) => trial)
}

function sorted({ trials, objective }: QueueJob): TrialRow[] {
  const sign = isHighGood(objective) ? -1 : 1
  const worst = Number.POSITIVE_INFINITY
  const rank = (trial: TrialRow) => (trial[objective] === null ? worst : sign * (trial[objective] ?? 0))
  return [...trials].sort((one, other) => {
    const difference = rank(one) - rank(other)
    return Number.isNaN(difference) || difference === 0 ? one.index - other.index : difference
  })
}
