import type { RunSnapshot } from '#shared/contract/runs.ts'
import { toMessage } from '#shared/messages/loom-error.ts'
import { goalOf, type Job, type JobTrial, type TrialResult } from './job.ts'

/** Whether it has all epochs of its rung. */
export function reached(job: Job, trial: JobTrial, epoch: number): boolean {
  return epoch >= goalOf(job, trial)
}

/** What a trial came to, from what its run says when it is over. */
export function resultOf(job: Job, trial: JobTrial, snapshot: RunSnapshot): TrialResult {
  const { state, epochs, evaluation, progress } = snapshot
  const bestEpoch = state.phase === 'finished' ? state.bestEpoch : 0
  const kept = epochs.find(({ epoch }) => epoch === bestEpoch) ?? epochs.at(-1)
  const epoch = epochs.at(-1)?.epoch ?? 0
  const figures = {
    epoch,
    valAccuracy: finite(kept?.valAccuracy),
    valLoss: finite(kept?.valLoss),
    testAccuracy: finite(evaluation?.testAccuracy),
    seconds: evaluation?.seconds ?? progress?.elapsedSeconds ?? trial.seconds,
  }
  if (state.phase === 'failed') return { ...figures, how: 'failed', error: state.error }
  const isStopped = state.phase === 'finished' && state.wasStopped
  const how = reached(job, trial, epoch) ? 'reached' : isStopped ? 'stopped' : 'ended'
  return { ...figures, how, error: null }
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null
}

/** Of a trial that could not be begun. */
export function failure({ epoch, valAccuracy, valLoss, testAccuracy, seconds }: JobTrial, error: unknown): TrialResult {
  return { epoch, valAccuracy, valLoss, testAccuracy, seconds, how: 'failed', error: toMessage(error) }
}

/** The figures of a trial whose job was cancelled under it. */
export function stripped({ how, error, ...figures }: TrialResult): Partial<JobTrial> {
  return how === 'failed' ? { ...figures, error, state: 'failed' } : figures
}
