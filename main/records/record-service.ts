import type { CoreEvents } from '#shared/contract/core.ts'
import type { Emit, Handlers } from '#shared/contract/define.ts'
import type { RunOrigin, RunRow, recordCalls } from '#shared/contract/records.ts'
import type { DataChoice } from '#shared/document/schema.ts'
import { LoomError, toMessage } from '#shared/messages/loom-error.ts'
import type { Dataset } from '../datasets/dataset.ts'
import type { OpenDataset } from '../datasets/open-dataset.ts'
import { pickGalleryPage } from '../inspect/gallery.ts'
import type { PastRun, RunObserver } from '../runs/run-observer.ts'
import { compareRuns } from './compare-runs.ts'
import { beginAnew, isDamage, type OpenedDatabase, openDatabase, type RecordDatabase, unusable } from './database.ts'
import { findDisagreements } from './disagreements.ts'
import { deleteRuns, editRun, restoreRuns, tidyRuns } from './edit-runs.ts'
import { hashDataset } from './hash-data.ts'
import { listRuns } from './list-runs.ts'
import { markRun } from './mark-run.ts'
import { readCurves, readDetails, readPixelAccuracies, readPredictions, readRunRow, readSketches } from './read-runs.ts'
import { recallRun } from './recall-run.ts'
import { createRecorder } from './recorder.ts'

export interface RecordServiceOptions {
  /** Of SQLite, begun when it is first needed; null keeps the record in memory alone. */
  file: string | null
  programVersion: string
  openDataset: OpenDataset
  /** Runs that were deleted can no longer be brought back. */
  onGone?(runIds: readonly string[]): void
  emit: Emit<CoreEvents>
}

export interface RecordService extends Handlers<typeof recordCalls> {
  /** Writes down what it is told of runs. */
  observer: RunObserver
  /** Where a run comes from. @throws LoomError records.* */
  markRun(runId: string, origin: RunOrigin): void
  /**
   * A run that is to be opened again; `data` is where its pictures are now.
   * @throws LoomError records.*, and where there are other pictures data.*
   */
  recallRun(runId: string, data?: DataChoice): Promise<PastRun>
  close(): void
}

/** The record of runs: one file, opened at its first use and again when it was found damaged. */
export function createRecordService(options: RecordServiceOptions): RecordService {
  const { file, programVersion, openDataset, onGone, emit } = options
  let opened: RecordDatabase | null = null
  let refusal: unknown = null

  function open(find: () => OpenedDatabase): RecordDatabase {
    if (refusal) throw refusal
    if (opened) return opened
    try {
      const { database, setAside } = find()
      opened = database
      const gone = tidyRuns(database)
      if (gone.length > 0) onGone?.(gone)
      if (setAside !== null) emit('recordsNotice', { code: 'records.damaged', values: { file: setAside } })
      return database
    } catch (error) {
      close()
      // Told once; a training must not stop at it.
      refusal = error
      emit('recordsNotice', toMessage(error))
      throw error
    }
  }

  /** @throws LoomError records.* */
  function use<Result>(work: (database: RecordDatabase) => Result): Result {
    try {
      return work(open(() => openDatabase(file)))
    } catch (error) {
      if (file === null || !opened || !isDamage(error)) throw error
      close()
      return work(open(() => beginAnew(file)))
    }
  }

  function close(): void {
    opened?.close()
    opened = null
  }

  let isFailureTold = false

  /** Training goes on without its record, but not without a word; told again once it has been well in between. */
  function write(work: (database: RecordDatabase) => void): void {
    try {
      use(work)
      isFailureTold = false
    } catch (error) {
      const isKnown = isFailureTold || refusal !== null
      isFailureTold = true
      if (!isKnown) emit('recordsNotice', toMessage(unusable(file ?? '', error)))
      throw error
    }
  }

  /** The data as a run was tested on it. @throws LoomError data.*, records.dataChanged */
  async function openTested({ data, dataHash, name }: RunRow): Promise<Dataset> {
    const dataset = await openDataset(data)
    const isSame = dataHash === null || (await hashDataset(dataset)) === dataHash
    if (!isSame) throw new LoomError('records.dataChanged', { name })
    return dataset
  }

  const tell = (runIds: readonly string[]) => emit('records', { runIds: [...runIds] })

  return {
    observer: createRecorder({ write, programVersion, onChange: (runId) => tell([runId]) }),
    listRuns: (query) => use((database) => listRuns(database, query)),
    getRuns: ({ runIds }) => use((database) => runIds.map((runId) => readDetails(database, runId))),
    runSketches: ({ graphHashes }) => use((database) => readSketches(database, graphHashes)),
    editRun(request) {
      use((database) => editRun(database, request))
      tell([request.runId])
    },
    markRun(runId, origin) {
      use((database) => markRun(database, runId, origin))
      tell([runId])
    },
    deleteRuns({ runIds }) {
      const deleted = use((database) => deleteRuns(database, runIds))
      tell(deleted)
      return { deleted }
    },
    restoreRuns({ runIds }) {
      use((database) => restoreRuns(database, runIds))
      tell(runIds)
    },
    runPredictions: ({ runId }) =>
      use((database) => {
        const { name } = readRunRow(database, runId)
        const found = readPredictions(database, runId)
        if (!found) throw new LoomError('records.noPredictions', { name })
        const { labels, predicted, probabilities } = found
        return { labels: [...labels], predicted: [...predicted], probabilities: [...probabilities] }
      }),
    async runGallery({ runId, ...request }) {
      const { row, predictions } = use((database) => ({
        row: readRunRow(database, runId),
        predictions: readPredictions(database, runId),
      }))
      if (!predictions) throw new LoomError('records.noPredictions', { name: row.name })
      return pickGalleryPage(await openTested(row), { ...predictions, scores: null }, request)
    },
    runCurves: ({ runId, label }) =>
      use((database) => {
        readRunRow(database, runId)
        return readCurves(database, runId, label)
      }),
    compareRuns: ({ runIds }) =>
      use((database) =>
        compareRuns({
          rows: runIds.map((runId) => readRunRow(database, runId)),
          predictionsOf: (runId) => readPredictions(database, runId),
          pixelAccuraciesOf: (runId) => readPixelAccuracies(database, runId),
        }),
      ),
    async disagreements({ runIds, ...page }) {
      const voters = use((database) =>
        runIds.map((runId) => ({
          row: readRunRow(database, runId),
          predictions: readPredictions(database, runId),
          pixelAccuracies: readPixelAccuracies(database, runId),
        })),
      )
      const [first] = voters
      if (!first) throw new LoomError('records.unknown', { runId: '' })
      return findDisagreements(voters, await openTested(first.row), page)
    },
    async recallRun(runId, data) {
      const details = use((database) => readDetails(database, runId))
      if (data && details.dataHash === null) throw new LoomError('records.dataChanged', { name: details.name })
      if (data) await openTested({ ...details, data })
      return recallRun(data ? { ...details, data } : details, openTested)
    },
    close() {
      close()
      refusal = new Error('the record of runs is closed')
    },
  }
}
