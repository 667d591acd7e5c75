import { readdir } from 'node:fs/promises'
import type { Evaluation, RunSnapshot } from '#shared/contract/runs.ts'
import { emptyDocument } from '#shared/document/schema.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { formatMessage } from '#shared/messages/message.ts'
import { type ClassScores, scoreClasses, summarizeScores } from '#shared/statistics/class-scores.ts'
import type { CoreParts } from '../core-service.ts'
import { describeCheck } from './export-command.ts'
import { hyphened, overrideTraining, type TrainingOverrides } from './option-values.ts'
import { formPictures, type PictureOptions } from './picture-options.ts'
import { readSource } from './read-source.ts'
import { completeRunId } from './record-of-runs.ts'
import { saveTarget } from './save-target.ts'
import { interruptedExitCode, type Terminal } from './terminal.ts'
import { runsDirectoryOf, runTraining } from './training-job.ts'
import { createTrainingView, describeResult, printFinalTables } from './training-view.ts'

export interface TrainOptions extends TrainingOverrides, PictureOptions {
  /** A run to go on with. */
  continue?: string
  save?: string
  json?: boolean
  /** False with --no-record. */
  record?: boolean
  /** Of the program. */
  version: string
}

/** Answers the exit code. Errors: LoomError. */
export async function trainCommand(
  source: string | undefined,
  options: TrainOptions,
  parts: CoreParts,
  terminal: Terminal,
): Promise<number> {
  const subject = await readSubject(source, options, terminal)
  if (options.save !== undefined && saveTarget(options.save).format === 'tfjs') await refuseUsedFolder(options.save)
  const isJson = options.json === true
  const view = createTrainingView(terminal, isJson)
  const recordedBy = options.record === false ? null : options.version
  const job = {
    ...subject,
    parts,
    terminal,
    recordedBy,
    onBegin: view.begin,
    onMetrics: view.update,
    onNotice: view.notice,
  }
  return runTraining(job, async (core, { snapshot, evaluation, wasInterrupted }) => {
    view.end()
    const { runId } = snapshot
    const saved = options.save === undefined ? null : await core.saveModel({ runId, ...saveTarget(options.save) })
    if (isJson) terminal.out(`${JSON.stringify(describeTraining(snapshot, evaluation, saved?.files ?? []), null, 2)}\n`)
    else {
      terminal.out(printFinalTables(snapshot, evaluation, terminal))
      const { state } = snapshot
      if (state.phase === 'finished' && state.reason) terminal.out(`${formatMessage(state.reason, terminal.locale)}\n`)
      terminal.out(`${describeResult(evaluation, bestEpochOf(snapshot), terminal.say)}\n`)
      if (saved) {
        terminal.out(`${terminal.say('cli.saved', { files: saved.files.join(', ') })}\n`)
        terminal.out(describeCheck(saved.check, terminal))
      }
      const isKept = recordedBy !== null && runsDirectoryOf(terminal) !== null
      if (isKept) terminal.out(`${terminal.say('cli.trainOn', { runId })}\n`)
    }
    return wasInterrupted ? interruptedExitCode : 0
  }).finally(view.end)
}

/** What is trained: a drawing, or a run of before. */
async function readSubject(source = '', options: TrainOptions, terminal: Terminal) {
  const { continue: part, epochs, save: _save, json: _json, record, version: _version, ...others } = options
  if (part === undefined) {
    const asked = overrideTraining(await readSource(source, terminal), options)
    return { document: { ...asked, data: formPictures(asked.data, options) } }
  }
  const [other] = Object.keys(others)
  const refused = source || (record === false ? '--no-record' : other && `--${hyphened(other)}`)
  if (refused) throw new LoomError('cli.notWith', { option: refused, other: '--continue' })
  const directory = runsDirectoryOf(terminal)
  const known = directory === null ? [] : await readdir(directory).catch(() => [])
  return { document: emptyDocument(), continued: { runId: completeRunId(part, known), moreEpochs: epochs } }
}

export function bestEpochOf({ state }: RunSnapshot): number {
  return state.phase === 'finished' ? state.bestEpoch : 0
}

/** Better told before an hour of training than after it; the exporter looks again. */
async function refuseUsedFolder(directory: string): Promise<void> {
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOTDIR') throw new LoomError('export.notAFolder', { path: directory })
    return []
  })
  const [file] = names
  if (file !== undefined && !names.includes('layerloom.json')) {
    throw new LoomError('export.otherFiles', { path: directory, file })
  }
}

/** The object of `--json`. */
function describeTraining({ runId, document, state, epochs }: RunSnapshot, evaluation: Evaluation, saved: string[]) {
  const {
    parameters,
    testLoss,
    testAccuracy,
    meanIou,
    confusion,
    classes,
    seconds,
    imagesPerSecond,
    dataWaitShare,
    device,
  } = evaluation
  const scores = scoreClasses(confusion)
  const means = summarizeScores(scores)
  return {
    runId,
    name: document.name,
    parameters,
    epochs,
    bestEpoch: state.phase === 'finished' ? state.bestEpoch : 0,
    wasStopped: state.phase === 'finished' && state.wasStopped,
    endedEarly: state.phase === 'finished' && state.reason ? state.reason : null,
    testLoss,
    testAccuracy,
    meanIou,
    topK: evaluation.topK ?? [],
    calibrationError: evaluation.calibration?.error ?? null,
    calibration: evaluation.calibration?.bins ?? null,
    ...means,
    classScores: scores.map((score, label) => ({ class: classes[label]?.en ?? String(label), ...definedOf(score) })),
    confusion,
    classes: classes.map(({ en }) => en),
    seconds,
    imagesPerSecond,
    dataWaitShare,
    engine: device.engine,
    device: device.device,
    deviceName: device.name,
    seed: document.seed,
    training: document.training,
    augmentation: document.augmentation,
    saved,
  }
}

/** What is not defined, such as the precision of a class that was never predicted, is null. */
function definedOf({ total, ...shares }: ClassScores) {
  const defined = Object.entries(shares).map(([name, share]) => [name, Number.isNaN(share) ? null : share])
  return { support: total, ...Object.fromEntries(defined) }
}
