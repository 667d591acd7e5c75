import type { FigureName, RecordState, RunDetails, RunRow } from '#shared/contract/records.ts'
import type { SqlRow, SqlValue } from './database.ts'

/** The columns of the figures. */
export const figureColumns: Record<FigureName, string> = {
  seconds: 'seconds',
  parameters: 'parameters',
  flops: 'flops',
  memoryBytes: 'memory_bytes',
  imagesPerSecond: 'images_per_second',
  loss: 'loss',
  accuracy: 'accuracy',
  valLoss: 'val_loss',
  valAccuracy: 'val_accuracy',
  testLoss: 'test_loss',
  testAccuracy: 'test_accuracy',
}

/** What a row of a list is made of; nothing of it is large. */
export const rowColumns = [
  ...[
    'run_id',
    'name',
    'state',
    'started_at',
    'ended_at',
    'graph_hash',
    'group_key',
    'data_choice',
    'data_hash',
    'task',
  ],
  ...['seed', 'epochs', 'epochs_planned', 'is_test_only', 'device'],
  ...Object.values(figureColumns),
  // Tags can hold anything but a line break.
  `(SELECT group_concat(tag, char(10)) FROM tags WHERE tags.run_id = runs.run_id) AS tag_list`,
].join(', ')

export const detailColumns = [
  rowColumns,
  ...[
    'document',
    'note',
    'train_count',
    'validation_count',
    'test_count',
    'best_epoch',
    'versions',
    'reason',
    'origin',
  ],
].join(', ')

export function readRow(row: SqlRow): RunRow {
  const figures = Object.entries(figureColumns).map(([name, column]) => [name, numberOrNull(row[column])])
  return {
    ...(Object.fromEntries(figures) as Record<FigureName, number | null>),
    runId: text(row.run_id),
    name: text(row.name),
    state: text(row.state) as RecordState,
    startedAt: Number(row.started_at),
    endedAt: numberOrNull(row.ended_at),
    graphHash: text(row.graph_hash),
    groupKey: text(row.group_key),
    data: JSON.parse(text(row.data_choice)),
    dataHash: row.data_hash == null ? null : text(row.data_hash),
    task: text(row.task) as RunRow['task'],
    seed: Number(row.seed),
    epochs: Number(row.epochs),
    epochsPlanned: Number(row.epochs_planned),
    isTestOnly: row.is_test_only === 1,
    device: JSON.parse(text(row.device)),
    tags: row.tag_list ? text(row.tag_list).split('\n') : [],
  }
}

export type RunMatter = Pick<
  RunDetails,
  'document' | 'note' | 'trainCount' | 'validationCount' | 'testCount' | 'bestEpoch' | 'versions' | 'reason' | 'origin'
>

export function readMatter(row: SqlRow): RunMatter {
  return {
    document: JSON.parse(text(row.document)),
    note: text(row.note),
    trainCount: Number(row.train_count),
    validationCount: Number(row.validation_count),
    testCount: Number(row.test_count),
    bestEpoch: Number(row.best_epoch),
    versions: JSON.parse(text(row.versions)),
    reason: row.reason == null ? null : JSON.parse(text(row.reason)),
    origin: row.origin == null ? null : JSON.parse(text(row.origin)),
  }
}

function text(value: SqlValue | undefined): string {
  return String(value ?? '')
}

/** Losses that ran away are no numbers to SQLite, which keeps them as null. */
function numberOrNull(value: SqlValue | undefined): number | null {
  return value == null ? null : Number(value)
}
