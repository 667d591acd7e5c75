import type { GraphSketch, RunDetails, RunRow } from '#shared/contract/records.ts'
import type { ThresholdCurves } from '#shared/contract/runs.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { drawCurves } from '../inspect/threshold-curves.ts'
import { detailColumns, readMatter, readRow, rowColumns } from './columns.ts'
import type { RecordDatabase, SqlValue } from './database.ts'
import { unpackCurves } from './pack-curves.ts'
import { unpackCurve, unpackKnownShares, unpackLabels, unpackShares } from './packing.ts'

/** @throws LoomError records.unknown */
export function readRunRow(database: RecordDatabase, runId: string): RunRow {
  const row = database.get(`SELECT ${rowColumns} FROM runs WHERE run_id = ?`, [runId])
  if (!row) throw new LoomError('records.unknown', { runId })
  return readRow(row)
}

/** @throws LoomError records.unknown */
export function readDetails(database: RecordDatabase, runId: string): RunDetails {
  const row = database.get(`SELECT ${detailColumns} FROM runs WHERE run_id = ?`, [runId])
  if (!row) throw new LoomError('records.unknown', { runId })
  const epochs = database.all('SELECT metrics FROM epochs WHERE run_id = ? ORDER BY epoch', [runId])
  const result = database.get(
    'SELECT curve, classes, confusion, mean_iou, top_k, calibration, predicted IS NOT NULL AS has_predictions, curves IS NOT NULL AS has_curves FROM results WHERE run_id = ?',
    [runId],
  )
  return {
    ...readRow(row),
    ...readMatter(row),
    epochList: epochs.map(({ metrics }) => JSON.parse(String(metrics))),
    curve: unpackCurve(bytesOf(result?.curve)),
    classes: JSON.parse(String(result?.classes ?? '[]')),
    confusion: result?.confusion == null ? null : JSON.parse(String(result.confusion)),
    meanIou: result?.mean_iou == null ? null : Number(result.mean_iou),
    topK: result?.top_k == null ? [] : JSON.parse(String(result.top_k)),
    calibration: result?.calibration == null ? null : JSON.parse(String(result.calibration)),
    hasPredictions: result?.has_predictions === 1,
    hasCurves: result?.has_curves === 1,
  }
}

export interface StoredPredictions {
  labels: Uint16Array
  predicted: Uint16Array
  probabilities: Float32Array
}

/** Null where the run has none. */
export function readPredictions(database: RecordDatabase, runId: string): StoredPredictions | null {
  const row = database.get('SELECT labels, predicted, probabilities FROM results WHERE run_id = ?', [runId])
  if (!row || row.predicted === null) return null
  return {
    labels: unpackLabels(bytesOf(row.labels)),
    predicted: unpackLabels(bytesOf(row.predicted)),
    probabilities: unpackShares(bytesOf(row.probabilities)),
  }
}

/** Null where the run has none, or is of no masks. */
export function readPixelAccuracies(database: RecordDatabase, runId: string): Float32Array | null {
  const row = database.get('SELECT pixel_accuracies FROM results WHERE run_id = ?', [runId])
  return row?.pixel_accuracies instanceof Uint8Array ? unpackKnownShares(row.pixel_accuracies) : null
}

/** Of a class against all others; null where the run has none. */
export function readCurves(database: RecordDatabase, runId: string, label: number): ThresholdCurves | null {
  const row = database.get('SELECT curves FROM results WHERE run_id = ?', [runId])
  if (!(row?.curves instanceof Uint8Array)) return null
  const counts = unpackCurves(row.curves)[label]
  return counts ? drawCurves(counts) : null
}

export function readSketches(database: RecordDatabase, graphHashes: readonly string[]): Record<string, GraphSketch> {
  const marks = graphHashes.map(() => '?').join(', ')
  const rows = database.all(`SELECT graph_hash, sketch FROM sketches WHERE graph_hash IN (${marks})`, graphHashes)
  return Object.fromEntries(rows.map((row) => [String(row.graph_hash), JSON.parse(String(row.sketch))]))
}

function bytesOf(value: SqlValue | undefined): Uint8Array {
  return value instanceof Uint8Array ? value : new Uint8Array()
}
