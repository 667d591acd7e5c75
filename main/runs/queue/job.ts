import { z } from 'zod'
import { type JobState, jobStates, type QueueJob, type TrialRow, trialStates } from '#shared/contract/sweeps.ts'
import { documentSchema, type LoomDocument } from '#shared/document/schema.ts'
import type { CheckedTrial } from '#shared/sweep/check-trials.ts'
import { promote, type Rung, rungsOf } from '#shared/sweep/halving.ts'
import { type AxisValue, type Sweep, sweepSchema } from '#shared/sweep/sweep.ts'
import { trialDocument } from '#shared/sweep/trial-document.ts'

const figure = z.number().nullable()
const count = z.int().min(0)

const jobTrialSchema = z.object({
  index: count,
  combination: count,
  repeat: count,
  seed: count,
  values: z.array(z.json()),
  state: z.enum(trialStates),
  runId: z.string().nullable(),
  error: z.custom<TrialRow['error']>((value) => value === null || typeof value === 'object'),
  parameters: z.number(),
  flops: z.number(),
  epoch: count,
  epochs: count,
  valAccuracy: figure,
  valLoss: figure,
  testAccuracy: figure,
  seconds: z.number(),
  /** It ended by itself, by early stopping or at its target: more epochs would change nothing. */
  isComplete: z.boolean(),
  /** How often the process has ended in the epoch that it stands in. */
  cutOffs: count,
})

/** A job as it is kept: the drawing, the sweep, and what each trial came to. Pure data; every change is a new one. */
export const jobSchema = z.object({
  jobId: z.string().min(1).max(100),
  addedAt: z.number(),
  document: documentSchema,
  sweep: sweepSchema,
  state: z.enum(jobStates),
  spentMs: z.number(),
  rung: count,
  trials: z.array(jobTrialSchema),
})

export type JobTrial = z.infer<typeof jobTrialSchema>
export type Job = z.infer<typeof jobSchema>

export function createJob(
  made: Pick<Job, 'jobId' | 'addedAt' | 'document' | 'sweep'>,
  checked: readonly CheckedTrial[],
): Job {
  const trials = checked.map(
    ({ obstacle, index, combination, repeat, seed, values, parameters, flops, epochs }): JobTrial => ({
      ...{ index, combination, repeat, seed, values, parameters, flops, epochs },
      state: obstacle ? 'impossible' : 'waiting',
      error: obstacle,
      runId: null,
      epoch: 0,
      valAccuracy: null,
      valLoss: null,
      testAccuracy: null,
      seconds: 0,
      isComplete: false,
      cutOffs: 0,
    }),
  )
  return { ...made, state: 'waiting', spentMs: 0, rung: 0, trials }
}

export function isOver({ state }: { state: JobState }): boolean {
  return state !== 'waiting' && state !== 'working'
}

export function nameOf({ sweep, document }: Job): string {
  return sweep.name || document.name
}

export function rungsOfJob({ sweep, document, trials }: Job): Rung[] {
  const possible = new Set(trials.filter(({ state }) => state !== 'impossible').map((trial) => trial.combination))
  return rungsOf(sweep, possible.size, document.training.epochs)
}

/** How many epochs a trial has when it comes to rest next. */
export function goalOf(job: Job, trial: JobTrial): number {
  if (job.sweep.strategy.kind !== 'halving') return trial.epochs
  return Math.min(trial.epochs, rungsOfJob(job)[job.rung]?.epochs ?? trial.epochs)
}

export function drawTrial(job: Job, trial: JobTrial): LoomDocument {
  return trialDocument(job.document, job.sweep, trial)
}

/** The trial that comes next; one that a process left behind comes first. Null where none is left on this rung. */
export function nextTrial({ trials }: Job): JobTrial | null {
  const byState = (state: JobTrial['state']) => trials.find((trial) => trial.state === state)
  return byState('training') ?? byState('waiting') ?? null
}

export function changeTrial(job: Job, index: number, change: Partial<JobTrial>): Job {
  return { ...job, trials: job.trials.map((trial) => (trial.index === index ? { ...trial, ...change } : trial)) }
}

/** What a trial came to when its training came to rest. */
export interface TrialResult
  extends Pick<JobTrial, 'epoch' | 'valAccuracy' | 'valLoss' | 'testAccuracy' | 'seconds' | 'error'> {
  /** `ended`: by itself, before its last epoch; `stopped`: from outside. */
  how: 'reached' | 'ended' | 'stopped' | 'failed'
}

export function endTrial(job: Job, index: number, { how, ...figures }: TrialResult): Job {
  const isLastRung = job.rung >= rungsOfJob(job).length - 1
  const rest = isLastRung ? 'done' : 'held'
  const state = how === 'failed' || how === 'stopped' ? how : rest
  return changeTrial(job, index, { ...figures, state, isComplete: how === 'ended', cutOffs: 0 })
}

/**
 * Once nothing waits on a rung: the best of it go on to the next, the others are dropped. Answers the same job where
 * something is still to be trained, one that is done where nothing more is.
 */
export function settleRung(job: Job): Job {
  if (nextTrial(job)) return job
  const rungs = rungsOfJob(job)
  if (job.rung >= rungs.length - 1) return { ...job, state: 'done' }
  const rung = job.rung + 1
  const { objective } = job.sweep
  const contestants = job.trials
    .filter(({ state }) => state === 'held' || state === 'failed' || state === 'stopped')
    .map((trial) => ({ combination: trial.combination, value: trial.state === 'held' ? trial[objective] : null }))
  const promoted = new Set(promote(contestants, rungs[rung]?.count ?? 1, objective))
  const isLast = rung === rungs.length - 1
  const trials = job.trials.map((trial): JobTrial => {
    if (trial.state !== 'held') return trial
    if (!promoted.has(trial.combination)) return { ...trial, state: 'dropped' }
    if (trial.isComplete) return { ...trial, state: isLast ? 'done' : 'held' }
    return { ...trial, state: 'waiting' }
  })
  return settleRung({ ...job, rung, trials })
}

/** Nothing more of it is trained. */
export function endJob(job: Job, state: Extract<JobState, 'cancelled' | 'spent'>): Job {
  const trials = job.trials.map((trial): JobTrial => {
    if (trial.state === 'held') return { ...trial, state: 'stopped' }
    if (trial.state !== 'waiting' && trial.state !== 'training') return trial
    return { ...trial, state: trial.runId === null ? 'skipped' : 'stopped' }
  })
  return { ...job, state, trials }
}

export function isSpent({ sweep: { budgetSeconds }, spentMs }: Job): boolean {
  return budgetSeconds !== null && spentMs >= 1000 * budgetSeconds
}

/** Runs whose checkpoints will be gone on from. */
export function neededRuns(jobs: readonly Job[]): Set<string> {
  const isNeeded = ({ state }: JobTrial) => state === 'held' || state === 'waiting' || state === 'training'
  return new Set(
    jobs
      .filter((job) => !isOver(job))
      .flatMap(({ trials }) => trials.filter(isNeeded).flatMap(({ runId }) => runId ?? [])),
  )
}

/** As the window sees it: without drawings. */
export function viewJob(job: Job): QueueJob {
  const { jobId, addedAt, state, sweep, rung, spentMs, trials } = job
  const { axes, strategy, objective, repeats, budgetSeconds } = sweep
  return {
    ...{ jobId, addedAt, state, axes, strategy, objective, repeats, budgetSeconds, rung },
    name: nameOf(job),
    spentSeconds: spentMs / 1000,
    rungs: rungsOfJob(job),
    trials: trials.map(({ isComplete: _complete, cutOffs: _cutOffs, repeat: _repeat, ...row }) => row),
  }
}

/** The values by the names of their axes, for the record. */
export function valuesByName(
  sweep: Sweep,
  values: readonly AxisValue[],
  print: (axis: Sweep['axes'][number]) => string,
) {
  return Object.fromEntries(sweep.axes.map((axis, at) => [print(axis), values[at] ?? null]))
}
