import type { Labels } from '#shared/contract/data.ts'
import type { Figures, GraphSketch, RecordState, RunDetails, RunRow } from '#shared/contract/records.ts'
import type { BatchMetrics, EpochMetrics } from '#shared/contract/runs.ts'
import type { Message } from '#shared/messages/message.ts'
import { figureColumns } from './columns.ts'
import type { RecordDatabase, SqlValue } from './database.ts'
import { type CurveCounts, packCurves } from './pack-curves.ts'
import { packCurve, packKnownShares, packLabels, packShares } from './packing.ts'

/** What is known of a run when it begins. */
export interface NewRun
  extends Pick<
      RunRow,
      | 'runId'
      | 'name'
      | 'startedAt'
      | 'graphHash'
      | 'groupKey'
      | 'data'
      | 'task'
      | 'seed'
      | 'epochsPlanned'
      | 'isTestOnly'
      | 'device'
    >,
    Pick<RunDetails, 'document' | 'trainCount' | 'validationCount' | 'testCount' | 'versions'> {
  figures: Partial<Figures>
  sketch: GraphSketch
  /** Of a run that is taken up again: what came after them is forgotten. */
  epochsBefore: number
}

/** What a run came to. */
export interface RunOutcome
  extends Pick<
    RunDetails,
    | 'runId'
    | 'endedAt'
    | 'bestEpoch'
    | 'device'
    | 'document'
    | 'classes'
    | 'confusion'
    | 'meanIou'
    | 'topK'
    | 'calibration'
  > {
  state: RecordState
  reason: Message | null
  dataHash: string | null
  epochs: readonly EpochMetrics[]
  curve: readonly BatchMetrics[]
  figures: Partial<Figures>
  /** Of the test pictures, in their order; null where each has more than one. */
  predictions: { labels: Labels; predicted: Labels; probabilities: Float32Array } | null
  /** Null where there were no scores, or too many. */
  curves: CurveCounts | null
  /** Of masks, the part of each test picture's pixels that is right. */
  pixelAccuracies: Float32Array | null
}

/** A run that is begun again keeps its name, note, tags and start. */
export function writeStart(database: RecordDatabase, run: NewRun): void {
  const columns: Record<string, SqlValue> = {
    state: 'running',
    ended_at: null,
    deleted_at: null,
    process_id: process.pid,
    document: JSON.stringify(run.document),
    graph_hash: run.graphHash,
    group_key: run.groupKey,
    data_choice: JSON.stringify(run.data),
    task: run.task,
    train_count: run.trainCount,
    validation_count: run.validationCount,
    test_count: run.testCount,
    seed: run.seed,
    epochs_planned: run.epochsPlanned,
    is_test_only: run.isTestOnly ? 1 : 0,
    device: JSON.stringify(run.device),
    versions: JSON.stringify(run.versions),
    ...figureValues(run.figures),
  }
  database.transaction(() => {
    const first = { run_id: run.runId, name: run.name, started_at: run.startedAt }
    database.run('INSERT OR IGNORE INTO sketches VALUES (?, ?)', [run.graphHash, JSON.stringify(run.sketch)])
    upsert(database, first, columns)
    database.run('DELETE FROM epochs WHERE run_id = ? AND epoch > ?', [run.runId, run.epochsBefore])
  })
}

/** An epoch that is trained again takes the place of the one before. */
export function writeEpoch(database: RecordDatabase, runId: string, metrics: EpochMetrics): void {
  const { epoch, loss, accuracy, valLoss, valAccuracy } = metrics
  database.transaction(() => {
    database.run('DELETE FROM epochs WHERE run_id = ? AND epoch > ?', [runId, epoch])
    insertEpoch(database, runId, metrics)
    const figures = figureValues({ loss, accuracy, valLoss, valAccuracy })
    change(database, runId, { epochs: epoch, ...figures })
    database.run('UPDATE runs SET seconds = coalesce(seconds, 0) + ? WHERE run_id = ?', [metrics.seconds, runId])
  })
}

export function writeDataHash(database: RecordDatabase, runId: string, dataHash: string): void {
  change(database, runId, { data_hash: dataHash })
}

/** All epochs and results at once, whatever was written before. */
export function writeEnd(database: RecordDatabase, outcome: RunOutcome): void {
  const { runId, epochs, predictions, confusion } = outcome
  database.transaction(() => {
    change(database, runId, {
      state: outcome.state,
      ended_at: outcome.endedAt,
      data_hash: outcome.dataHash,
      document: JSON.stringify(outcome.document),
      device: JSON.stringify(outcome.device),
      epochs: epochs.at(-1)?.epoch ?? 0,
      best_epoch: outcome.bestEpoch,
      reason: outcome.reason && JSON.stringify(outcome.reason),
      ...figureValues(outcome.figures),
    })
    database.run('DELETE FROM epochs WHERE run_id = ?', [runId])
    for (const metrics of epochs) insertEpoch(database, runId, metrics)
    database.run('DELETE FROM results WHERE run_id = ?', [runId])
    insert(database, 'results', {
      run_id: runId,
      curve: packCurve(outcome.curve),
      classes: JSON.stringify(outcome.classes),
      confusion: confusion && JSON.stringify(confusion),
      mean_iou: outcome.meanIou,
      labels: predictions && packLabels(predictions.labels),
      predicted: predictions && packLabels(predictions.predicted),
      probabilities: predictions && packShares(predictions.probabilities),
      top_k: JSON.stringify(outcome.topK ?? []),
      calibration: outcome.calibration ? JSON.stringify(outcome.calibration) : null,
      curves: outcome.curves && packCurves(outcome.curves),
      pixel_accuracies: outcome.pixelAccuracies && packKnownShares(outcome.pixelAccuracies),
    })
  })
}

function insert(database: RecordDatabase, table: string, columns: Record<string, SqlValue>): void {
  const names = Object.keys(columns)
  database.run(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    Object.values(columns),
  )
}

function insertEpoch(database: RecordDatabase, runId: string, metrics: EpochMetrics): void {
  database.run('INSERT OR REPLACE INTO epochs VALUES (?, ?, ?)', [runId, metrics.epoch, JSON.stringify(metrics)])
}

function upsert(database: RecordDatabase, first: Record<string, SqlValue>, columns: Record<string, SqlValue>): void {
  const all = { ...first, ...columns }
  const names = Object.keys(all)
  database.run(
    `INSERT INTO runs (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})
     ON CONFLICT (run_id) DO UPDATE SET ${Object.keys(columns).map((name) => `${name} = excluded.${name}`)}`,
    Object.values(all),
  )
}

function change(database: RecordDatabase, runId: string, columns: Record<string, SqlValue>): void {
  const names = Object.keys(columns)
  if (names.length === 0) return
  const assignments = names.map((name) => `${name} = ?`).join(', ')
  database.run(`UPDATE runs SET ${assignments} WHERE run_id = ?`, [...Object.values(columns), runId])
}

function figureValues(figures: Partial<Figures>): Record<string, SqlValue> {
  const entries = Object.entries(figureColumns).flatMap(([name, column]) => {
    const value = figures[name as keyof Figures]
    return value === undefined ? [] : [[column, value !== null && Number.isFinite(value) ? value : null]]
  })
  return Object.fromEntries(entries)
}
