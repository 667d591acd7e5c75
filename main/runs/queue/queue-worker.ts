import { setTimeout } from 'node:timers/promises'
import type { EpochMetrics } from '#shared/contract/runs.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { printTarget } from '#shared/sweep/axis-target.ts'
import type { RunObserver } from '../run-observer.ts'
import type { RunService } from '../run-service.ts'
import { beginTrial } from './begin-trial.ts'
import {
  changeTrial,
  drawTrial,
  endJob,
  endTrial,
  goalOf,
  isOver,
  isSpent,
  type Job,
  type JobTrial,
  nameOf,
  nextTrial,
  settleRung,
  type TrialResult,
  valuesByName,
} from './job.ts'
import type { JobList } from './job-list.ts'
import { findRecordedRun, type QueueRecord } from './queue-record.ts'
import { failure, reached, resultOf, stripped } from './trial-result.ts'

export interface QueueWorkerOptions {
  list: JobList
  runs: Pick<RunService, 'startRun' | 'pauseRun' | 'resumeRun' | 'stopRun' | 'currentRun' | 'ended'>
  record: QueueRecord
}

/** Trains what is in the list: the first job that is not over, and of it one trial after the other. */
export interface QueueWorker {
  /** Begins, unless it works already or the queue is paused. */
  work(): void
  /** Whether a trial is trained, or the next one will begin by itself. */
  isWorking(): boolean
  /** Holds the training that goes on, for as long as the queue is paused. */
  hold(): Promise<void>
  /** Goes on with the training that is held. */
  goOn(): void
  /** Ends a job; what is being trained of it stops. */
  cancel(jobId: string): void
  observer: RunObserver
  /** Resolves when it has nothing more to do. */
  idle(): Promise<void>
  /** Begins nothing more. Resolves when the last training is over. */
  dispose(): Promise<void>
}

/** How often a trial may take the process with it before it is passed over. */
const mostCutOffs = 3
const holdAgainMs = 100

export function createQueueWorker({ list, runs, record }: QueueWorkerOptions): QueueWorker {
  let isDisposed = false
  let working: Promise<void> | null = null

  async function workOff(): Promise<void> {
    while (!list.isPaused && !isDisposed) {
      const job = list.jobs.find((each) => !isOver(each))
      if (!job) return
      await step(job)
      await list.changed()
    }
  }

  async function step(job: Job): Promise<void> {
    const settled = settleRung(job.state === 'waiting' ? { ...job, state: 'working' } : job)
    list.update(job.jobId, () => settled)
    if (isOver(settled)) return
    if (isSpent(settled)) return list.update(job.jobId, (spent) => endJob(spent, 'spent'))
    const trial = nextTrial(settled)
    if (trial) await train(settled, trial)
  }

  async function train(job: Job, trial: JobTrial): Promise<void> {
    const { jobId } = job
    const { index } = trial
    list.current = { jobId, index, runId: null }
    try {
      const recorded = trial.state === 'training' ? await findRecorded(job, trial) : null
      const result = recorded ?? (await trainAlone(job, trial))
      if (isDisposed) return
      list.update(jobId, (now) =>
        isOver(now) ? changeTrial(now, index, stripped(result)) : endTrial(now, index, result),
      )
    } catch (error) {
      if (!isDisposed) list.update(jobId, (now) => endTrial(now, index, failure(trial, error)))
    } finally {
      list.current = null
    }
  }

  /** What a run came to that had come to rest when the process ended. */
  async function findRecorded(job: Job, trial: JobTrial): Promise<TrialResult | null> {
    const found = trial.runId === null ? null : await findRecordedRun(record, trial.runId)
    if (!found) return null
    const { state, ...figures } = found
    const how = reached(job, trial, figures.epoch) ? 'reached' : state === 'finished' ? 'ended' : null
    return how && { ...figures, how, error: null }
  }

  async function trainAlone(job: Job, trial: JobTrial): Promise<TrialResult> {
    if (trial.cutOffs >= mostCutOffs) throw new LoomError('sweep.cutOffOften', { times: trial.cutOffs })
    const runId = await beginTrial(runs, { document: drawTrial(job, trial), trial, isGivenUp: () => isDisposed })
    list.update(job.jobId, (now) => changeTrial(now, trial.index, { runId, state: 'training' }))
    if (list.current) list.current.runId = runId
    await list.changed()
    // A pause that came meanwhile, or a job that was cancelled.
    void hold()
    if (isOver(list.find(job.jobId))) stop(runId)
    await runs.ended()
    const snapshot = runs.currentRun({})
    if (snapshot?.runId !== runId) throw new Error('the run is gone')
    return resultOf(job, trial, snapshot)
  }

  function findCurrent(runId: string): { job: Job; trial: JobTrial } | null {
    const { current, jobs } = list
    const job = current && jobs.find(({ jobId }) => jobId === current.jobId)
    const trial = job?.trials.find(({ index }) => index === current?.index)
    // The first epoch may be told before startRun has answered.
    const isIts = current !== null && (current.runId ?? runId) === runId
    return job && trial && isIts ? { job, trial } : null
  }

  function hearEpoch(runId: string, { epoch, valAccuracy, valLoss, seconds }: EpochMetrics): void {
    const found = findCurrent(runId)
    if (!found) return
    const { job, trial } = found
    const figures = { epoch, valAccuracy, valLoss, seconds: trial.seconds + seconds, cutOffs: 0 }
    list.update(job.jobId, (now) => ({
      ...changeTrial(now, trial.index, figures),
      spentMs: now.spentMs + 1000 * seconds,
    }))
    const now = list.find(job.jobId)
    const isAtGoal = epoch >= goalOf(now, trial)
    if (epoch < trial.epochs && (isAtGoal || isSpent(now))) stop(runId)
    void list.changed()
  }

  function hearStart(runId: string, epochsBefore: number): void {
    const found = findCurrent(runId)
    if (!found) return
    const { job, trial } = found
    const values = valuesByName(job.sweep, trial.values, ({ target }) => printTarget(target))
    record.mark(runId, { jobId: job.jobId, name: nameOf(job), values })
    // The process had ended between the last epoch and the test.
    if (epochsBefore < trial.epochs && (epochsBefore >= goalOf(job, trial) || isSpent(job))) stop(runId)
  }

  function stop(runId: string): void {
    try {
      void runs.stopRun({ runId })
    } catch {
      // It has ended meanwhile.
    }
  }

  /** A training that is still prepared cannot be held yet. */
  async function hold(): Promise<void> {
    const runId = list.current?.runId
    while (runId && list.isPaused && list.current?.runId === runId) {
      try {
        await runs.pauseRun({ runId })
        return
      } catch {
        await setTimeout(holdAgainMs)
      }
    }
  }

  return {
    work() {
      if (isDisposed || list.isPaused) return
      working ??= workOff().finally(() => {
        working = null
        list.tell()
      })
    },
    isWorking: () => list.current !== null || (working !== null && !list.isPaused),
    hold,
    goOn() {
      const { runId } = list.current ?? {}
      try {
        if (runId) void runs.resumeRun({ runId })
      } catch {
        // It was not held.
      }
    },
    cancel(jobId) {
      if (isOver(list.find(jobId))) return
      list.update(jobId, (now) => endJob(now, 'cancelled'))
      if (list.current?.jobId === jobId && list.current.runId) stop(list.current.runId)
    },
    observer: { onStart: ({ runId, epochsBefore }) => hearStart(runId, epochsBefore), onEpoch: hearEpoch },
    async idle() {
      while (working) await working
    },
    async dispose() {
      isDisposed = true
      await working
    },
  }
}
