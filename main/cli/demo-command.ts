import { access, constants, mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { CoreParts } from '../core-service.ts'
import { reasonOf } from '../datasets/reason-of.ts'
import { layerRows } from './describe-command.ts'
import { overrideTraining, type TrainingOverrides } from './option-values.ts'
import { readSource } from './read-source.ts'
import { buildReport } from './report/report-html.ts'
import { interruptedExitCode, type Terminal } from './terminal.ts'
import { bestEpochOf } from './train-command.ts'
import { runTraining } from './training-job.ts'
import { createTrainingView, describeResult, printFinalTables } from './training-view.ts'

export interface DemoOptions extends Pick<TrainingOverrides, 'epochs' | 'threads'> {
  /** Where the report goes. */
  out?: string
}

const mostMistakes = 48

/** The sample network on the digits, and a report to look at. Answers the exit code. Errors: LoomError. */
export async function demoCommand(options: DemoOptions, parts: CoreParts, terminal: Terminal): Promise<number> {
  const file = path.resolve(options.out ?? path.join(tmpdir(), 'layerloom-report.html'))
  await makePlace(file)
  const document = overrideTraining(await readSource('zoo:study-mnist-fcn'), options)
  const view = createTrainingView(terminal, false)
  const job = {
    document,
    parts,
    terminal,
    recordedBy: null,
    onBegin: view.begin,
    onMetrics: view.update,
    onNotice: view.notice,
  }
  return runTraining(job, async (core, { snapshot, evaluation, wasInterrupted }) => {
    view.end()
    const bestEpoch = bestEpochOf(snapshot)
    terminal.out(printFinalTables(snapshot, evaluation, terminal))
    terminal.out(`${describeResult(evaluation, bestEpoch, terminal.say)}\n`)
    const { runId } = snapshot
    const mistakes = await core.gallery({ runId, filter: 'wrong', cell: null, offset: 0, count: mostMistakes })
    const layers = layerRows(document, checkGraph(document), terminal)
    const report = buildReport({ snapshot, evaluation, bestEpoch, layers, mistakes }, terminal)
    await writeFile(file, report).catch((error) => refusePlace(file, error))
    terminal.out(`${terminal.say('cli.report', { file })}\n`)
    return wasInterrupted ? interruptedExitCode : 0
  }).finally(view.end)
}

/** Better told before the training than after it. */
async function makePlace(file: string): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true })
    await access(path.dirname(file), constants.W_OK)
  } catch (error) {
    refusePlace(file, error)
  }
}

function refusePlace(file: string, error: unknown): never {
  throw new LoomError('cli.cannotWrite', { file, reason: reasonOf(error) }, { cause: error })
}
