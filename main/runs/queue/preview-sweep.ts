import { setImmediate } from 'node:timers/promises'
import type { SweepPreview } from '#shared/contract/sweeps.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import type { CheckOptions } from '#shared/graph/check-graph.ts'
import { type CheckedTrial, checkOnce } from '#shared/sweep/check-trials.ts'
import { expandSweep } from '#shared/sweep/expand-sweep.ts'
import { rungsOf } from '#shared/sweep/halving.ts'
import type { Sweep } from '#shared/sweep/sweep.ts'

/** All trials of a sweep with their networks checked; other calls get their turn meanwhile. @throws LoomError sweep.* */
export async function checkSweep(document: LoomDocument, sweep: Sweep, options: CheckOptions): Promise<CheckedTrial[]> {
  const check = checkOnce(document, sweep, options)
  const checked: CheckedTrial[] = []
  for (const trial of expandSweep(document, sweep)) {
    checked.push(check(trial))
    if (checked.length % 10 === 0) await setImmediate()
  }
  return checked
}

/** How long training takes, from runs of before: seconds of one epoch over the FLOPs of one picture; null when unknown. */
export type Pace = number | null

export function describeSweep(
  document: LoomDocument,
  sweep: Sweep,
  checked: readonly CheckedTrial[],
  pace: Pace,
): SweepPreview {
  const possible = checked.filter(({ obstacle }) => !obstacle)
  const firsts = possible.filter(({ repeat }) => repeat === 0)
  const rungs = rungsOf(sweep, firsts.length, document.training.epochs)
  const isHalving = sweep.strategy.kind === 'halving'
  // Who goes on is not known yet: each rung is taken to have the mean cost.
  const rungEpochs = rungs.reduce(
    (sum, { epochs, count }, at) => sum + count * (epochs - (rungs[at - 1]?.epochs ?? 0)),
    0,
  )
  const epochs = isHalving ? rungEpochs * sweep.repeats : possible.reduce((sum, trial) => sum + trial.epochs, 0)
  const flops = isHalving
    ? (epochs * possible.reduce((sum, trial) => sum + trial.flops, 0)) / Math.max(1, possible.length)
    : possible.reduce((sum, trial) => sum + trial.flops * trial.epochs, 0)
  return {
    combinations: checked
      .filter(({ repeat }) => repeat === 0)
      .map(({ combination, values, obstacle, parameters, flops: cost }) => {
        return { combination, values, obstacle, parameters, flops: cost }
      }),
    trainings: possible.length,
    epochs,
    rungs,
    seconds: pace === null ? null : pace * flops,
    choosesByTest: document.training.validationSplit === 0,
  }
}
