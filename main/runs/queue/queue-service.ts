import { randomBytes } from 'node:crypto'
import type { CoreEvents } from '#shared/contract/core.ts'
import type { Emit, Handlers } from '#shared/contract/define.ts'
import type { sweepCalls } from '#shared/contract/sweeps.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import type { CheckOptions } from '#shared/graph/check-graph.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { formatMessage } from '#shared/messages/message.ts'
import type { RunObserver } from '../run-observer.ts'
import { createJob, drawTrial, isOver, type JobTrial, nameOf, neededRuns } from './job.ts'
import { createJobList } from './job-list.ts'
import { checkSweep, describeSweep } from './preview-sweep.ts'
import { readPace } from './queue-record.ts'
import { createQueueWorker, type QueueWorkerOptions } from './queue-worker.ts'

export interface QueueOptions extends Omit<QueueWorkerOptions, 'list'> {
  /** Where the queue is kept; null keeps it in memory alone. */
  file: string | null
  /** What is known of the data, for the check of the drawings. @throws LoomError data.* */
  factsOf(document: LoomDocument): Promise<CheckOptions>
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

/** Jobs, one after the other, each as trials, one after the other, through the one run service. */
export function createQueueService(options: QueueOptions): QueueService {
  const { factsOf, record } = options
  const list = createJobList(options.file, options.emit)
  const worker = createQueueWorker({ list, runs: options.runs, record })
  const opened = list.opened.then(() => {
    if (list.jobs.length > 0) void list.changed()
    worker.work()
  })

  const calls: QueueService['calls'] = {
    async previewSweep({ document, sweep }) {
      const checked = await checkSweep(document, sweep, await factsOf(document))
      return describeSweep(document, sweep, checked, await readPace(record, document))
    },
    async startSweep({ document, sweep, isFirst }) {
      await opened
      const checked = await checkSweep(document, sweep, await factsOf(document))
      const [first] = checked
      if (first && checked.every(({ obstacle }) => obstacle)) throw impossible(first.obstacle, checked.length)
      const job = createJob({ jobId: freshJobId(), addedAt: Date.now(), document, sweep }, checked)
      list.add(job, isFirst)
      await list.changed()
      worker.work()
      return { jobId: job.jobId }
    },
    async queueState() {
      await opened
      return list.view()
    },
    async pauseQueue() {
      await opened
      list.isPaused = true
      void worker.hold()
      await list.changed()
    },
    async resumeQueue() {
      await opened
      list.isPaused = false
      worker.goOn()
      await list.changed()
      worker.work()
    },
    async moveJob({ jobId, to }) {
      list.move(jobId, to)
      await list.changed()
    },
    async cancelJob({ jobId }) {
      worker.cancel(jobId)
      await list.changed()
    },
    async cancelQueue() {
      for (const { jobId } of list.jobs) worker.cancel(jobId)
      await list.changed()
    },
    async removeJob({ jobId }) {
      const job = list.find(jobId)
      if (job.state === 'working' || list.current?.jobId === jobId) throw new LoomError('sweep.stillWorking')
      list.jobs = list.jobs.filter((each) => each !== job)
      await list.changed()
    },
    trialDrawing({ jobId, index }) {
      const job = list.find(jobId)
      const trial = job.trials.find((each) => each.index === index)
      if (!trial) throw new LoomError('sweep.unknownJob')
      return drawTrial(job, trial)
    },
  }

  return {
    calls,
    observer: worker.observer,
    neededRuns: () => neededRuns(list.jobs),
    refuseWhileWorking() {
      const job = worker.isWorking() ? list.jobs.find((each) => !isOver(each)) : undefined
      if (!job) return
      const done = job.trials.filter(({ state }) => state === 'done' || state === 'dropped').length
      throw new LoomError('sweep.busy', { name: nameOf(job), done, count: job.trials.length })
    },
    async idle() {
      await opened
      await worker.idle()
    },
    async dispose() {
      list.mute()
      const ended = worker.dispose()
      await opened
      await ended
      await list.changed()
    },
  }
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
