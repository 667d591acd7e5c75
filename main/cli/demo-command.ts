import { tmpdir } from 'node:os'
import path from 'node:path'
import type { CoreParts } from '../core-service.ts'
import { buildReport } from '../report/build-report.ts'
import { overrideTraining, type TrainingOverrides } from './option-values.ts'
import { readSource } from './read-source.ts'
import { makePlace, writeReport } from './report-command.ts'
import { interruptedExitCode, type Terminal } from './terminal.ts'
import { bestEpochOf } from './train-command.ts'
import { runTraining } from './training-job.ts'
import { createTrainingView, describeResult, printFinalTables } from './training-view.ts'

export interface DemoOptions extends Pick<TrainingOverrides, 'epochs' | 'threads'> {
  /** Where the report goes. */
  out?: string
  version: string
}

const mostMistakes = 48

/** The sample network on the digits, and a report to look at. Answers the exit code. Errors: LoomError. */
export async function demoCommand(options: DemoOptions, parts: CoreParts, terminal: Terminal): Promise<number> {
  const file = path.resolve(options.out ?? path.join(tmpdir(), 'layerloom-report.html'))
  await makePlace(file)
  const document = overrideTraining(await readSource('zoo:study-mnist-fcn', terminal), options)
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
    const content = { runs: await core.getRuns({ runIds: [runId] }), comparison: null, mistakes }
    const setting = { locale: terminal.locale, programVersion: options.version, writtenAt: new Date() }
    await writeReport(file, buildReport(content, setting), terminal)
    return wasInterrupted ? interruptedExitCode : 0
  }).finally(view.end)
}
