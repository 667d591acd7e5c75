import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { CoreEvents } from '#shared/contract/core.ts'
import type { Emit, Handlers } from '#shared/contract/define.ts'
import type { EpochMetrics } from '#shared/contract/runs.ts'
import type { QueueState, sweepCalls } from '#shared/contract/sweeps.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import type { CheckOptions } from '#shared/graph/check-graph.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { formatMessage } from '#shared/messages/message.ts'
import { printTarget } from '#shared/sweep/axis-target.ts'
import type { RunObserver } from '../run-observer.ts'
import type { RunService } from '../run-service.ts'
import { beginTrial } from './begin-trial.ts'
import {
  changeTrial,
  createJob,
  drawTrial,
  endJob,
  endTrial,
  goalOf,
  isOver,
  isSpent,
  type Job,
  type JobTrial,
  nameOf,
  neededRuns,
  nextTrial,
  settleRung,
  type TrialResult,
  valuesByName,
  viewJob,
} from './job.ts'
import { checkSweep, describeSweep } from './preview-sweep.ts'
import { createQueueFile } from './queue-file.ts'
import { findRecordedRun, type QueueRecord, readPace } from './queue-record.ts'
import { createTeller } from './teller.ts'
import { failure, reached, resultOf, stripped } from './trial-result.ts'

export interface QueueOptions {
  runs: Pick<RunService, 'startRun' | 'pauseRun' | 'resumeRun' | 'stopRun' | 'currentRun' | 'ended'>
  /** Where the queue is kept; null keeps it in memory alone. */
  file: string | null
  /** What is known of the data, for the check of the drawings. @throws LoomError data.* */
  factsOf(document: LoomDocument): Promise<CheckOptions>
  record: QueueRecord
  emit: Emit<CoreEvents>
}

export interface QueueService {
  calls: Handlers<typeof sweepCalls>
  observer: RunObserver
  /** Runs whose checkpoints must stay. */
  neededRuns(): ReadonlySet<string>
  /** Before a training that a person asks for. @throws LoomError sweep.busy */
  refuseWhileWorking(): void
  /** Resolves when nothing is left to be trained. */
  idle(): Promise<void>
  /** Resolves when the last training is over and all is written. */
  dispose(): Promise<void>
}

/** How often a trial may take the process with it before it is passed over. */
const mostCutOffs = 3
const holdAgainMs = 100
const mostJobsKept = 30

/** Jobs, one after the other, each as trials, one after the other, through the one run service. */
export function createQueueService(options: QueueOptions): QueueService {
  const { runs, emit } = options
  const file = createQueueFile(options.file, (message) => emit('queueNotice', message))
  let jobs: Job[] = []
  let isPaused = false
  let isDisposed = false
  let current: { jobId: string; index: number; runId: string | null } | null = null
  let working: Promise<void> | null = null
  const opened = file.read().then((kept) => {
    jobs = [...kept.jobs.map(countCutOff), ...jobs]
    isPaused = kept.isPaused
    if (jobs.length > 0) changed()
    work()
  })

  const tell = createTeller(() => emit('queue', view()))

  function changed(): Promise<void> {
    tell.soon()
    return file.write({ jobs, isPaused })
  }

  function view(): QueueState {
    const at = current && { jobId: current.jobId, index: current.index }
    return { jobs: jobs.map(viewJob), isPaused, current: at }
  }

  function find(jobId: string): Job {
    const job = jobs.find((each) => each.jobId === jobId)
    if (!job) throw new LoomError('sweep.unknownJob')
    return job
  }

  function update(jobId: string, change: (job: Job) => Job): void {
    jobs = jobs.map((job) => (job.jobId === jobId ? change(job) : job))
  }

  function work(): void {
    if (isDisposed || isPaused) return
    working ??= workOff().finally(() => {
      working = null
      tell.soon()
    })
  }

  async function workOff(): Promise<void> {
    while (!isPaused && !isDisposed) {
      const job = jobs.find((each) => !isOver(each))
      if (!job) return
      await step(job)
      await changed()
    }
  }

  async function step(job: Job): Promise<void> {
    const settled = settleRung(job.state === 'waiting' ? { ...job, state: 'working' } : job)
    update(job.jobId, () => settled)
    if (isOver(settled)) return
    if (isSpent(settled)) return update(job.jobId, (spent) => endJob(spent, 'spent'))
    const trial = nextTrial(settled)
    if (trial) await train(settled, trial)
  }

  async function train(job: Job, trial: JobTrial): Promise<void> {
    const { jobId } = job
    const { index } = trial
    current = { jobId, index, runId: null }
    try {
      const recorded = trial.state === 'training' ? await findRecorded(job, trial) : null
      const result = recorded ?? (await trainAlone(job, trial))
      if (isDisposed) return
      update(jobId, (now) => (isOver(now) ? changeTrial(now, index, stripped(result)) : endTrial(now, index, result)))
    } catch (error) {
      if (!isDisposed) update(jobId, (now) => endTrial(now, index, failure(trial, error)))
    } finally {
      current = null
    }
  }

  /** What a run came to that had come to rest when the process ended. */
  async function findRecorded(job: Job, trial: JobTrial): Promise<TrialResult | null> {
    const found = trial.runId === null ? null : await findRecordedRun(options.record, trial.runId)
    if (!found) return null
    const { state, ...figures } = found
    const how = reached(job, trial, figures.epoch) ? 'reached' : state === 'finished' ? 'ended' : null
    return how && { ...figures, how, error: null }
  }

  async function trainAlone(job: Job, trial: JobTrial): Promise<TrialResult> {
    if (trial.cutOffs >= mostCutOffs) throw new LoomError('sweep.cutOffOften', { times: trial.cutOffs })
    const runId = await beginTrial(runs, { document: drawTrial(job, trial), trial, isGivenUp: () => isDisposed })
    update(job.jobId, (now) => changeTrial(now, trial.index, { runId, state: 'training' }))
    if (current) current.runId = runId
    await changed()
    // A pause that came meanwhile, or a job that was cancelled.
    void hold()
    if (isOver(find(job.jobId))) stop(runId)
    await runs.ended()
    const snapshot = runs.currentRun({})
    if (snapshot?.runId !== runId) throw new Error('the run is gone')
    return resultOf(job, trial, snapshot)
  }

  function findCurrent(runId: string): { job: Job; trial: JobTrial } | null {
    const job = current && jobs.find(({ jobId }) => jobId === current?.jobId)
    const trial = job?.trials.find(({ index }) => index === current?.index)
    // The first epoch may be told before startRun has answered.
    const isIts = current !== null && (current.runId ?? runId) === runId
    return job && trial && isIts ? { job, trial } : null
  }

  function hearEpoch(runId: string, metrics: EpochMetrics): void {
    const found = findCurrent(runId)
    if (!found) return
    const { epoch, valAccuracy, valLoss, seconds } = metrics
    const { job, trial } = found
    const figures = { epoch, valAccuracy, valLoss, seconds: trial.seconds + seconds, cutOffs: 0 }
    update(job.jobId, (now) => ({
      ...changeTrial(now, trial.index, figures),
      spentMs: now.spentMs + 1000 * seconds,
    }))
    const now = find(job.jobId)
    const isAtGoal = epoch >= goalOf(now, trial)
    if (epoch < trial.epochs && (isAtGoal || isSpent(now))) stop(runId)
    void changed()
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
    const runId = current?.runId
    while (runId && isPaused && current?.runId === runId) {
      try {
        await runs.pauseRun({ runId })
        return
      } catch {
        await setTimeout(holdAgainMs)
      }
    }
  }

  function goOn(): void {
    const { runId } = current ?? {}
    try {
      if (runId) void runs.resumeRun({ runId })
    } catch {
      // It was not held.
    }
  }

  function cancel(jobId: string): void {
    const job = find(jobId)
    if (isOver(job)) return
    update(jobId, (now) => endJob(now, 'cancelled'))
    if (current?.jobId === jobId && current.runId) stop(current.runId)
  }

  const calls: QueueService['calls'] = {
    async previewSweep({ document, sweep }) {
      const checked = await checkSweep(document, sweep, await options.factsOf(document))
      return describeSweep(document, sweep, checked, await readPace(options.record, document))
    },
    async startSweep({ document, sweep, isFirst }) {
      await opened
      const checked = await checkSweep(document, sweep, await options.factsOf(document))
      const [first] = checked
      if (first && checked.every(({ obstacle }) => obstacle)) throw impossible(first.obstacle, checked.length)
      const job = createJob({ jobId: freshJobId(), addedAt: Date.now(), document, sweep }, checked)
      const place = isFirst ? jobs.findIndex((each) => each.state === 'waiting') : -1
      jobs = place < 0 ? [...jobs, job] : [...jobs.slice(0, place), job, ...jobs.slice(place)]
      forgetOld()
      await changed()
      work()
      return { jobId: job.jobId }
    },
    async queueState() {
      await opened
      return view()
    },
    async pauseQueue() {
      await opened
      isPaused = true
      void hold()
      await changed()
    },
    async resumeQueue() {
      await opened
      isPaused = false
      goOn()
      await changed()
      work()
    },
    async moveJob({ jobId, to }) {
      const job = find(jobId)
      if (job.state !== 'waiting') throw new LoomError('sweep.stillWorking')
      const others = jobs.filter((each) => each !== job)
      const first = others.filter(({ state }) => state !== 'waiting').length
      const place = Math.max(first, to)
      jobs = [...others.slice(0, place), job, ...others.slice(place)]
      await changed()
    },
    async cancelJob({ jobId }) {
      cancel(jobId)
      await changed()
    },
    async cancelQueue() {
      for (const { jobId } of jobs) cancel(jobId)
      await changed()
    },
    async removeJob({ jobId }) {
      const job = find(jobId)
      if (job.state === 'working' || current?.jobId === jobId) throw new LoomError('sweep.stillWorking')
      jobs = jobs.filter((each) => each !== job)
      await changed()
    },
    trialDrawing({ jobId, index }) {
      const job = find(jobId)
      const trial = job.trials.find((each) => each.index === index)
      if (!trial) throw new LoomError('sweep.unknownJob')
      return drawTrial(job, trial)
    },
  }

  /** Of jobs that are over, the newest stay. */
  function forgetOld(): void {
    const over = jobs.filter(isOver)
    const old = new Set(over.slice(0, Math.max(0, over.length - mostJobsKept)))
    jobs = jobs.filter((job) => !old.has(job))
  }

  return {
    calls,
    observer: {
      onStart({ runId, epochsBefore }) {
        const found = findCurrent(runId)
        if (!found) return
        const { job, trial } = found
        const values = valuesByName(job.sweep, trial.values, ({ target }) => printTarget(target))
        options.record.mark(runId, { jobId: job.jobId, name: nameOf(job), values })
        // The process had ended between the last epoch and the test.
        if (epochsBefore < trial.epochs && (epochsBefore >= goalOf(job, trial) || isSpent(job))) stop(runId)
      },
      onEpoch: hearEpoch,
    },
    neededRuns: () => neededRuns(jobs),
    refuseWhileWorking() {
      const isWorking = current !== null || (working !== null && !isPaused)
      const job = isWorking ? jobs.find((each) => !isOver(each)) : undefined
      if (!job) return
      const done = job.trials.filter(({ state }) => state === 'done' || state === 'dropped').length
      throw new LoomError('sweep.busy', { name: nameOf(job), done, count: job.trials.length })
    },
    async idle() {
      await opened
      while (working) await working
    },
    async dispose() {
      isDisposed = true
      tell.stop()
      await opened
      await working
      await changed()
    },
  }
}

/** A trial that was going on when the process ended. */
function countCutOff(job: Job): Job {
  const trials = job.trials.map((trial) =>
    trial.state === 'training' ? { ...trial, cutOffs: trial.cutOffs + 1 } : trial,
  )
  return { ...job, trials }
}

function impossible(reason: JobTrial['error'], count: number): LoomError {
  if (!reason) return new LoomError('sweep.nothingToTrain')
  if (count === 1) return new LoomError(reason.code, reason.values)
  return new LoomError('sweep.allImpossible', {
    count,
    reason: formatMessage(reason, 'en'),
    reasonZh: formatMessage(reason, 'zh-CN'),
  })
}

function freshJobId(): string {
  return `job-${Date.now().toString(36)}-${randomBytes(3).toString('hex')}`
}
