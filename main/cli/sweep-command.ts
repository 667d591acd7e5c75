import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { QueueJob, SweepPreview, TrialRow } from '#shared/contract/sweeps.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { formatMessage } from '#shared/messages/message.ts'
import type { Sweep } from '#shared/sweep/sweep.ts'
import { describeTrial } from '#shared/sweep/trial-document.ts'
import { type CoreParts, type CoreService, createCoreService } from '../core-service.ts'
import { createDataBar } from './data-bar.ts'
import { overrideTraining, type TrainingOverrides } from './option-values.ts'
import { formPictures, type PictureOptions } from './picture-options.ts'
import { readSource } from './read-source.ts'
import { readSweep, type SweepOptions } from './sweep-options.ts'
import { describeSweepResult, printSweep } from './sweep-view.ts'
import { interruptedExitCode, type Terminal } from './terminal.ts'
import { runsDirectoryOf } from './training-job.ts'
import { formatDuration } from './training-view.ts'

export interface SweepCommandOptions extends TrainingOverrides, PictureOptions, SweepOptions {
  json?: boolean
  /** False with --no-record. */
  record?: boolean
  /** Of the program. */
  version: string
}

/** Trains all that is asked for, one after the other, and prints the table and the front. Errors: LoomError. */
export async function sweepCommand(
  source: string,
  options: SweepCommandOptions,
  parts: CoreParts,
  terminal: Terminal,
): Promise<number> {
  const asked = overrideTraining(await readSource(source, terminal), options)
  const document = { ...asked, data: formPictures(asked.data, options) }
  const sweep = readSweep(document, options)
  const { digitsDirectory } = terminal
  if (document.data.source === 'digits' && !existsSync(digitsDirectory)) {
    throw new LoomError('cli.noDigits', { directory: digitsDirectory })
  }
  const place = await openPlace(options, terminal)
  const told = createProgress(sweep, options.json === true, terminal)
  const bar = createDataBar(terminal)
  const core = createCoreService({
    ...place.options,
    parts,
    digitsDirectory,
    choicesFile: terminal.choicesFile,
    preparedDirectory: terminal.preparedDirectory,
    emit(name, payload) {
      if (name === 'queue' && 'jobs' in payload) told.update(payload.jobs[0])
      if (name === 'dataProgress' && 'done' in payload && 'choice' in payload) bar.update(payload)
    },
  })
  try {
    told.begin(await core.previewSweep({ document, sweep }), document)
    const { job, wasInterrupted } = await trainAll(core, { document, sweep }, terminal)
    told.update(job)
    terminal.out(options.json ? `${JSON.stringify(describeSweepResult(job), null, 2)}\n` : printSweep(job, terminal))
    return wasInterrupted ? interruptedExitCode : 0
  } finally {
    bar.end()
    await core.dispose()
    await place.tidy()
  }
}

/** Where runs and their record are kept: without a record, in a folder for passing things, for halving goes on from there. */
async function openPlace({ record, version }: SweepCommandOptions, terminal: Terminal) {
  const runsDirectory = record === false ? null : runsDirectoryOf(terminal)
  if (runsDirectory !== null) {
    const options = { runsDirectory, recordsFile: terminal.recordsFile, programVersion: version }
    return { options, tidy: async () => {} }
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'layerloom-sweep-'))
  return { options: { runsDirectory: folder }, tidy: () => rm(folder, { recursive: true, force: true }) }
}

/** At Ctrl-C the training stops cleanly and nothing more begins; a second one ends the process. */
async function trainAll(core: CoreService, request: { document: LoomDocument; sweep: Sweep }, terminal: Terminal) {
  const { jobId } = await core.startSweep({ ...request, isFirst: false })
  let interrupts = 0
  const release = terminal.onInterrupt(() => {
    interrupts += 1
    if (interrupts > 1) process.exit(interruptedExitCode)
    terminal.err(`\n${terminal.say('cli.interrupted')}\n`)
    void core.cancelJob({ jobId })
  })
  await core.queueIdle().finally(release)
  const { jobs } = await core.queueState({})
  const job = jobs.find((each) => each.jobId === jobId)
  if (!job) throw new Error('the job is gone')
  return { job, wasInterrupted: interrupts > 0 }
}

/** What is said on the way: the plan, what is impossible, and a line for each training that came to rest. */
function createProgress(sweep: Sweep, isQuiet: boolean, { say, out, err, locale }: Terminal) {
  const states = new Map<number, string>()
  const restingStates: readonly TrialRow['state'][] = ['done', 'held', 'stopped', 'failed']

  function begin(preview: SweepPreview, document: LoomDocument): void {
    if (isQuiet) return
    const { trainings, epochs, seconds, combinations } = preview
    const time = seconds === null ? '' : ` ${say('cli.sweepTime', { time: formatDuration(seconds) })}`
    out(`${say('cli.sweepPlan', { name: document.name, trainings, epochs })}${time}\n`)
    for (const { values, obstacle } of combinations) {
      if (obstacle) err(`${describeTrial(sweep, { values })}: ${formatMessage(obstacle, locale)}\n`)
    }
    if (preview.choosesByTest && sweep.axes.length > 0) err(`${say('cli.sweepByTest')}\n`)
  }

  function update(job: QueueJob | undefined): void {
    if (isQuiet || !job) return
    for (const trial of job.trials) {
      const key = `${trial.state} ${trial.epoch}`
      const isNews = restingStates.includes(trial.state) && states.get(trial.index) !== key
      // A trial that is done had been held with the same epochs where it ended by itself.
      if (isNews && states.get(trial.index) !== `held ${trial.epoch}`) out(`${describeRest(trial)}\n`)
      states.set(trial.index, key)
    }
  }

  function describeRest(trial: TrialRow): string {
    const { valAccuracy, valLoss, epoch, epochs, seed, error } = trial
    const what = [describeTrial(sweep, trial), say('cli.sweepSeed', { seed })].filter(Boolean).join(', ')
    const came = error
      ? formatMessage(error, locale)
      : `${say('cli.valAccuracy')} ${((valAccuracy ?? 0) * 100).toFixed(2)} %, ${say('cli.valLoss')} ${valLoss?.toFixed(4) ?? '–'}`
    return `${what}: ${epoch}/${epochs}  ${came}`
  }

  return { begin, update }
}
