import type { Handlers } from '#shared/contract/define.ts'
import type { QueueJob, QueueState, sweepCalls, TrialRow } from '#shared/contract/sweeps.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { checkOnce } from '#shared/sweep/check-trials.ts'
import { expandSweep } from '#shared/sweep/expand-sweep.ts'
import { rungsOf } from '#shared/sweep/halving.ts'
import type { Sweep } from '#shared/sweep/sweep.ts'
import { trialDocument } from '#shared/sweep/trial-document.ts'

/** A queue whose trials are done as soon as they are asked for; the networks are real, the accuracies made up. */
export function createFakeSweeps(): Handlers<typeof sweepCalls> {
  const made = new Map<string, { document: LoomDocument; sweep: Sweep }>()
  let state: QueueState = { jobs: [], isPaused: false, current: null }
  const check = (document: LoomDocument, sweep: Sweep) => expandSweep(document, sweep).map(checkOnce(document, sweep))
  return {
    previewSweep({ document, sweep }) {
      const checked = check(document, sweep)
      const possible = checked.filter(({ obstacle }) => !obstacle)
      return {
        combinations: checked.filter(({ repeat }) => repeat === 0),
        trainings: possible.length,
        epochs: possible.reduce((sum, { epochs }) => sum + epochs, 0),
        rungs: rungsOf(sweep, possible.length, document.training.epochs),
        seconds: 12 * possible.length,
        choosesByTest: true,
      }
    },
    startSweep({ document, sweep }) {
      const jobId = `made-${state.jobs.length + 1}`
      made.set(jobId, { document, sweep })
      state = { ...state, jobs: [...state.jobs, makeJob(jobId, document, sweep, check(document, sweep))] }
      return { jobId }
    },
    queueState: () => state,
    pauseQueue() {
      state = { ...state, isPaused: true }
    },
    resumeQueue() {
      state = { ...state, isPaused: false }
    },
    moveJob: () => {},
    cancelJob: () => {},
    cancelQueue: () => {},
    removeJob({ jobId }) {
      state = { ...state, jobs: state.jobs.filter((job) => job.jobId !== jobId) }
    },
    trialDrawing({ jobId, index }) {
      const job = made.get(jobId)
      const trial = job && expandSweep(job.document, job.sweep)[index]
      if (!job || !trial) throw new Error(`no trial ${index}`)
      return trialDocument(job.document, job.sweep, trial)
    },
  }
}

function makeJob(
  jobId: string,
  document: LoomDocument,
  { name, axes, strategy, objective, repeats, budgetSeconds }: Sweep,
  checked: ReturnType<ReturnType<typeof checkOnce>>[],
): QueueJob {
  const trials = checked.map(({ obstacle, index, combination, seed, values, parameters, flops, epochs }): TrialRow => {
    const valAccuracy = obstacle ? null : 1 - 0.3 / Math.log10(10 + parameters / 50) - 0.01 * ((7 * index) % 5)
    return {
      ...{ index, combination, seed, values, parameters, flops, epochs },
      state: obstacle ? 'impossible' : 'done',
      runId: obstacle ? null : `made-${index}`,
      error: obstacle,
      epoch: obstacle ? 0 : epochs,
      valAccuracy,
      valLoss: valAccuracy && 1 - valAccuracy,
      testAccuracy: valAccuracy && valAccuracy - 0.004,
      seconds: obstacle ? 0 : 4 + flops / 1e5,
    }
  })
  return {
    ...{ jobId, axes, strategy, objective, repeats, budgetSeconds, trials },
    name: name || document.name,
    addedAt: Date.now(),
    state: 'done',
    spentSeconds: 60,
    rungs: [{ epochs: document.training.epochs, count: trials.length }],
    rung: 0,
  }
}
