import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openDatabase, type RecordDatabase } from '#main/records/database.ts'
import { groupKeyOf, hashGraph, sketchOf } from '#main/records/fingerprints.ts'
import { createRecordService } from '#main/records/record-service.ts'
import { writeEnd, writeEpoch, writeStart } from '#main/records/write-runs.ts'
import { runQuerySchema } from '#shared/contract/records.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { buildNetwork } from './networks.ts'
import { median } from './report.ts'

/** Milliseconds of what people wait for in a record of many runs. */
export interface RecordTime {
  runs: number
  bytes: number
  /** From nothing to the first page: SQLite's start is in it. */
  firstPageMs: number
  /** Newest first, sorted by a figure, and searched: medians. */
  pageMs: number
  sortedMs: number
  searchMs: number
  /** One epoch, until it is on the disk. */
  epochMs: number
}

const device = { engine: 'onnx', device: 'cpu', name: 'CPU' } as const

/** Of `runs` runs of 20 epochs, each with a curve and the predictions of 10,000 test pictures. */
export async function measureRecord(runs: number): Promise<RecordTime> {
  const folder = mkdtempSync(path.join(tmpdir(), 'layerloom-bench-'))
  const file = path.join(folder, 'runs.sqlite')
  try {
    const { database } = openDatabase(file)
    database.transaction(() => fill(database, runs))
    const epochMs = medianOf(20, (turn) => writeEpoch(database, 'run-0', epochOf(21 + turn)))
    database.close()
    const service = createRecordService({
      file,
      programVersion: '',
      openDataset: () => Promise.reject(new Error('no pictures here')),
      emit() {},
    })
    const ask = (query: Parameters<typeof runQuerySchema.parse>[0]) => service.listRuns(runQuerySchema.parse(query))
    const startedAt = performance.now()
    ask({})
    const firstPageMs = performance.now() - startedAt
    const times = {
      pageMs: medianOf(20, (turn) => ask({ offset: (50 * turn) % runs })),
      sortedMs: medianOf(20, () => ask({ sort: { by: 'testAccuracy', isDescending: true } })),
      searchMs: medianOf(20, () => ask({ text: 'cnn 7' })),
    }
    service.close()
    return { runs, bytes: statSync(file).size, firstPageMs, ...times, epochMs }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function fill(database: RecordDatabase, runs: number): void {
  const document = buildNetwork('study-mnist-cnn')
  const graphHash = hashGraph(checkGraph(document))
  const labels = Uint8Array.from({ length: 10_000 }, (_, index) => index % 10)
  const predictions = { labels, predicted: labels, probabilities: new Float32Array(10_000).fill(0.9) }
  for (let index = 0; index < runs; index += 1) {
    const runId = `run-${index}`
    writeStart(database, {
      runId,
      name: `CNN ${index}`,
      startedAt: index,
      graphHash,
      groupKey: groupKeyOf(document, graphHash),
      data: document.data,
      task: 'classification',
      seed: index,
      epochsPlanned: 20,
      isTestOnly: false,
      device,
      document,
      trainCount: 60_000,
      validationCount: 0,
      testCount: 10_000,
      versions: { program: '', engine: '', node: '', system: '' },
      figures: { parameters: 98_442 },
      sketch: sketchOf(document),
      epochsBefore: 0,
    })
    writeEnd(database, {
      runId,
      state: 'finished',
      endedAt: index,
      bestEpoch: 20,
      device,
      document,
      classes: [],
      confusion: null,
      meanIou: null,
      reason: null,
      dataHash: 'mnist',
      curves: null,
      pixelAccuracies: null,
      epochs: Array.from({ length: 20 }, (_, epoch) => epochOf(epoch + 1)),
      curve: Array.from({ length: 1000 }, (_, step) => ({ step, loss: 1, accuracy: 0.5 })),
      figures: { testAccuracy: 0.9 + (index % 97) / 1000 },
      predictions,
    })
  }
}

function epochOf(epoch: number) {
  return { epoch, loss: 1, accuracy: 0.5, valLoss: 1, valAccuracy: 0.5, seconds: 3, learningRate: 0.001 }
}

function medianOf(turns: number, work: (turn: number) => unknown): number {
  return median(
    Array.from({ length: turns }, (_, turn) => {
      const startedAt = performance.now()
      work(turn)
      return performance.now() - startedAt
    }),
  )
}
