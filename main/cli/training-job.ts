import { existsSync } from 'node:fs'
import path from 'node:path'
import type { CoreEvents } from '#shared/contract/core.ts'
import type { Emit, EventPayload } from '#shared/contract/define.ts'
import type { Evaluation, MetricsFrame, RunSnapshot } from '#shared/contract/runs.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { Message } from '#shared/messages/message.ts'
import { type CoreParts, type CoreService, createCoreService } from '../core-service.ts'
import { createDataBar } from './data-bar.ts'
import { interruptedExitCode, type Terminal } from './terminal.ts'

export interface TrainingJob {
  document: LoomDocument
  /** Goes on with a run of before, and the document that it was begun with. */
  continued?: { runId: string; moreEpochs: number | undefined }
  parts: CoreParts
  terminal: Terminal
  /** Of the program, for the record of runs; null keeps no record. */
  recordedBy: string | null
  /** Told once, when the device is chosen and the first step is about to be taken. */
  onBegin(snapshot: RunSnapshot): void
  onMetrics(frame: MetricsFrame): void
  /** What there is to say of the device: why it is not another, or that it had to be changed. */
  onNotice(notice: Message): void
}

export interface TrainingOutcome {
  snapshot: RunSnapshot
  evaluation: Evaluation
  wasInterrupted: boolean
}

/**
 * Trains and tests a network in this process, then lets `use` ask it and save it. At Ctrl-C training stops cleanly and the
 * best weights are tested; a second Ctrl-C ends the process.
 * @throws LoomError the failure of the run
 */
export async function runTraining<Result>(
  job: TrainingJob,
  use: (core: CoreService, outcome: TrainingOutcome) => Promise<Result>,
): Promise<Result> {
  const { document, parts, terminal, recordedBy, onMetrics, onNotice } = job
  const { digitsDirectory, choicesFile, preparedDirectory } = terminal
  const bar = createDataBar(terminal)
  if (!job.continued && document.data.source === 'digits' && !existsSync(digitsDirectory)) {
    throw new LoomError('cli.noDigits', { directory: digitsDirectory })
  }
  const emit = hear({
    metrics: onMetrics,
    device: ({ notice }) => notice && onNotice(notice),
    recordsNotice: onNotice,
    dataProgress: bar.update,
    run({ phase }) {
      const snapshot = core.currentRun({})
      if (phase === 'training' && snapshot) job.onBegin(snapshot)
    },
  })
  const runsDirectory = recordedBy === null ? null : runsDirectoryOf(terminal)
  const common = { parts, digitsDirectory, runsDirectory, choicesFile, preparedDirectory }
  const record = recordedBy === null ? {} : { recordsFile: terminal.recordsFile, programVersion: recordedBy }
  const core = createCoreService({ ...common, ...record, emit })
  try {
    const { runId: resumeFrom = null, moreEpochs } = job.continued ?? {}
    const { runId } = await core.startRun({ document, resumeFrom, ...(moreEpochs ? { moreEpochs } : {}) })
    const interrupt = watchInterrupts(terminal, () => core.stopRun({ runId }))
    await core.ended().finally(interrupt.release)
    return await use(core, { ...readOutcome(core), wasInterrupted: interrupt.happened() })
  } finally {
    bar.end()
    await core.dispose()
  }
}

/** Beside the record of runs: what it takes to go on with them. */
export function runsDirectoryOf({ recordsFile }: Terminal): string | null {
  return recordsFile === null ? null : path.join(path.dirname(recordsFile), 'runs')
}

type Listeners = { [Name in keyof CoreEvents]?: (payload: EventPayload<CoreEvents[Name]>) => void }

function hear(listeners: Listeners): Emit<CoreEvents> {
  return (name, payload) => listeners[name]?.(payload)
}

function watchInterrupts(terminal: Terminal, stop: () => unknown) {
  let count = 0
  const release = terminal.onInterrupt(() => {
    count += 1
    if (count > 1) process.exit(interruptedExitCode)
    terminal.err(`\n${terminal.say('cli.interrupted')}\n`)
    stop()
  })
  return { release, happened: () => count > 0 }
}

function readOutcome(core: CoreService): Pick<TrainingOutcome, 'snapshot' | 'evaluation'> {
  const snapshot = core.currentRun({})
  if (snapshot?.state.phase === 'failed') {
    const { code, values, nodeId } = snapshot.state.error
    throw new LoomError(code, values, { nodeId })
  }
  if (!snapshot?.evaluation) throw new Error('the run ended without a test')
  return { snapshot, evaluation: snapshot.evaluation }
}
