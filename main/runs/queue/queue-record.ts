import type { Handlers } from '#shared/contract/define.ts'
import { type RecordState, type RunOrigin, type recordCalls, runQuerySchema } from '#shared/contract/records.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import type { TrialResult } from './job.ts'
import type { Pace } from './preview-sweep.ts'

/** The record of runs, as far as the queue needs it. */
export interface QueueRecord extends Pick<Handlers<typeof recordCalls>, 'listRuns' | 'getRuns'> {
  /** Writes down where a run comes from. */
  mark(runId: string, origin: RunOrigin): void
}

export interface RecordedRun extends Omit<TrialResult, 'how' | 'error'> {
  state: Extract<RecordState, 'finished' | 'stopped'>
}

/** What a run of before came to; null where it did not end, or nothing is known of it. */
export async function findRecordedRun(record: QueueRecord, runId: string): Promise<RecordedRun | null> {
  try {
    const [run] = await record.getRuns({ runIds: [runId] })
    if (!run || (run.state !== 'finished' && run.state !== 'stopped')) return null
    const { state, epochs: epoch, valAccuracy, valLoss, testAccuracy, seconds } = run
    return { state, epoch, valAccuracy, valLoss, testAccuracy, seconds: seconds ?? 0 }
  } catch {
    return null
  }
}

/** Of the last run with the same data that came to an end. */
export async function readPace(record: QueueRecord, { data }: LoomDocument): Promise<Pace> {
  try {
    const query = runQuerySchema.parse({ data: JSON.stringify(data), states: ['finished', 'stopped'], count: 10 })
    const { rows } = await record.listRuns(query)
    const run = rows.find(({ isTestOnly, epochs, seconds, flops }) => !isTestOnly && epochs > 0 && seconds && flops)
    return run?.seconds && run.flops ? run.seconds / run.epochs / run.flops : null
  } catch {
    return null
  }
}
