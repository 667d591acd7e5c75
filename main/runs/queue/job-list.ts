import type { CoreEvents } from '#shared/contract/core.ts'
import type { Emit } from '#shared/contract/define.ts'
import type { QueueState } from '#shared/contract/sweeps.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { isOver, type Job, viewJob } from './job.ts'
import { createQueueFile } from './queue-file.ts'
import { createTeller } from './teller.ts'

/** What is being trained; `runId` is null until its run has begun. */
export interface CurrentTrial {
  jobId: string
  index: number
  runId: string | null
}

/** The jobs of the queue in their order, those that are over among them. */
export interface JobList {
  /** Resolves when what was kept has been read. */
  opened: Promise<void>
  jobs: readonly Job[]
  isPaused: boolean
  current: CurrentTrial | null
  /** @throws LoomError sweep.unknownJob */
  find(jobId: string): Job
  update(jobId: string, change: (job: Job) => Job): void
  /** Puts a job before all that waits, or at the end, and forgets the oldest of those that are over. */
  add(job: Job, isFirst: boolean): void
  /** Moves a job that waits to a place among all. @throws LoomError sweep.stillWorking */
  move(jobId: string, to: number): void
  view(): QueueState
  /** Tells the window soon. */
  tell(): void
  /** Tells, and resolves when it is written. */
  changed(): Promise<void>
  /** Tells nothing more. */
  mute(): void
}

const mostJobsKept = 30

/** Jobs that are kept in a file, so that they outlive the process; null keeps them in memory alone. */
export function createJobList(path: string | null, emit: Emit<CoreEvents>): JobList {
  const file = createQueueFile(path, (message) => emit('queueNotice', message))
  const teller = createTeller(() => emit('queue', list.view()))
  const list: JobList = {
    jobs: [],
    isPaused: false,
    current: null,
    opened: file.read().then((kept) => {
      list.jobs = [...kept.jobs.map(countCutOff), ...list.jobs]
      list.isPaused = kept.isPaused
    }),
    find(jobId) {
      const job = list.jobs.find((each) => each.jobId === jobId)
      if (!job) throw new LoomError('sweep.unknownJob')
      return job
    },
    update(jobId, change) {
      list.jobs = list.jobs.map((job) => (job.jobId === jobId ? change(job) : job))
    },
    add(job, isFirst) {
      const place = isFirst ? list.jobs.findIndex(({ state }) => state === 'waiting') : -1
      list.jobs = forgetOld(place < 0 ? [...list.jobs, job] : insertAt(list.jobs, place, job))
    },
    move(jobId, to) {
      const job = list.find(jobId)
      if (job.state !== 'waiting') throw new LoomError('sweep.stillWorking')
      const others = list.jobs.filter((each) => each !== job)
      const first = others.filter(({ state }) => state !== 'waiting').length
      list.jobs = insertAt(others, Math.max(first, to), job)
    },
    view() {
      const { jobs, isPaused, current } = list
      return { jobs: jobs.map(viewJob), isPaused, current: current && { jobId: current.jobId, index: current.index } }
    },
    tell: () => teller.soon(),
    changed() {
      teller.soon()
      return file.write({ jobs: [...list.jobs], isPaused: list.isPaused })
    },
    mute: () => teller.stop(),
  }
  return list
}

function insertAt(jobs: readonly Job[], place: number, job: Job): Job[] {
  return [...jobs.slice(0, place), job, ...jobs.slice(place)]
}

/** Of jobs that are over, the newest stay. */
function forgetOld(jobs: readonly Job[]): Job[] {
  const over = jobs.filter(isOver)
  const old = new Set(over.slice(0, Math.max(0, over.length - mostJobsKept)))
  return jobs.filter((job) => !old.has(job))
}

/** A trial that was going on when the process ended. */
function countCutOff(job: Job): Job {
  const trials = job.trials.map((trial) =>
    trial.state === 'training' ? { ...trial, cutOffs: trial.cutOffs + 1 } : trial,
  )
  return { ...job, trials }
}
