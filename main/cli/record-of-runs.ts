import { runQuerySchema } from '#shared/contract/records.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { formatMessage } from '#shared/messages/message.ts'
import { createRecordService, type RecordService } from '../records/record-service.ts'
import type { Terminal } from './terminal.ts'

/** Lets `use` ask the record of runs, and closes it. */
export async function withRecord<Result>(
  terminal: Terminal,
  use: (record: RecordService) => Promise<Result>,
): Promise<Result> {
  const record = createRecordService({
    file: terminal.recordsFile,
    programVersion: '',
    openDataset: () => Promise.reject(new Error('the command line shows no pictures')),
    emit(name, payload) {
      // An error is told by who asked.
      if (name !== 'recordsNotice' || !('code' in payload) || payload.code !== 'records.damaged') return
      terminal.err(`${formatMessage(payload, terminal.locale)}\n`)
    },
  })
  try {
    return await use(record)
  } finally {
    record.close()
  }
}

/** The whole ids of runs that were named by parts of theirs, each once. @throws LoomError records.unknown, records.ambiguous */
export async function completeRunIds(record: RecordService, names: readonly string[]): Promise<string[]> {
  const known = await listIds(record)
  return [...new Set(names.map((name) => completeRunId(name, known)))]
}

async function listIds(record: RecordService): Promise<string[]> {
  const ids: string[] = []
  for (;;) {
    const { rows, total } = await record.listRuns(runQuerySchema.parse({ offset: ids.length, count: 500 }))
    ids.push(...rows.map(({ runId }) => runId))
    if (rows.length === 0 || ids.length >= total) return ids
  }
}

/** The whole id of a run that was named by its first or last signs. @throws LoomError records.unknown, records.ambiguous */
export function completeRunId(part: string, known: readonly string[]): string {
  if (known.includes(part)) return part
  const fitting = known.filter((runId) => runId.startsWith(part) || runId.endsWith(part))
  const [runId] = fitting
  if (runId === undefined) throw new LoomError('records.unknown', { runId: part })
  if (fitting.length > 1)
    throw new LoomError('records.ambiguous', { runId: part, runs: fitting.slice(0, 5).join(', ') })
  return runId
}
