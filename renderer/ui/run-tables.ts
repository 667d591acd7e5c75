import { figureNames, type RunDetails, type RunPredictions, type RunRow } from '#shared/contract/records.ts'
import type { EpochMetrics } from '#shared/contract/runs.ts'
import { scoreClasses } from '#shared/statistics/class-scores.ts'
import type { DataTable } from './data-table.ts'

/** Each run with its figures; times as ISO 8601. */
export function tableOfRuns(rows: readonly RunRow[]): DataTable {
  return {
    name: 'layerloom-runs',
    columns: [
      'runId',
      'name',
      'state',
      'startedAt',
      'endedAt',
      'data',
      'dataHash',
      'graphHash',
      'seed',
      'epochs',
      'device',
      'tags',
      ...figureNames,
    ],
    rows: rows.map((row) => [
      row.runId,
      row.name,
      row.state,
      new Date(row.startedAt).toISOString(),
      row.endedAt === null ? null : new Date(row.endedAt).toISOString(),
      JSON.stringify(row.data),
      row.dataHash,
      row.graphHash,
      row.seed,
      row.epochs,
      row.device.name,
      row.tags.join(' '),
      ...figureNames.map((name) => row[name]),
    ]),
  }
}

export function tableOfEpochs(epochs: readonly EpochMetrics[]): DataTable {
  const columns = ['epoch', 'loss', 'accuracy', 'valLoss', 'valAccuracy', 'learningRate', 'seconds'] as const
  return { name: 'layerloom-epochs', columns, rows: epochs.map((epoch) => columns.map((column) => epoch[column])) }
}

type Tested = Pick<RunDetails, 'classes'> & { confusion: readonly (readonly number[])[] }

/** A row for each true class, a column for each predicted one. */
export function tableOfConfusion({ classes, confusion }: Tested): DataTable {
  const plain = confusion.map((_, label) => classes[label]?.en ?? String(label))
  // Columns must not be called alike.
  const isClear = new Set(['true', ...plain]).size > plain.length
  const names = isClear ? plain : plain.map((name, label) => `${label}: ${name}`)
  return {
    name: 'layerloom-confusion',
    columns: ['true', ...names],
    rows: confusion.map((row, label) => [names[label] ?? '', ...row]),
  }
}

export function tableOfClasses({ classes, confusion }: Tested): DataTable {
  return {
    name: 'layerloom-classes',
    columns: ['class', 'support', 'precision', 'recall', 'f1', 'iou'],
    rows: scoreClasses(confusion).map(({ total, precision, recall, f1, iou }, label) => [
      classes[label]?.en ?? String(label),
      total,
      precision,
      recall,
      f1,
      iou,
    ]),
  }
}

/** A row for each test picture. */
export function tableOfPredictions(predictions: RunPredictions, classes: RunDetails['classes']): DataTable {
  const nameOf = (label: number | undefined) => (label === undefined ? null : (classes[label]?.en ?? String(label)))
  return {
    name: 'layerloom-predictions',
    columns: ['index', 'true', 'predicted', 'isRight', 'probability'],
    rows: predictions.labels.map((label, index) => [
      index,
      nameOf(label),
      nameOf(predictions.predicted[index]),
      label === predictions.predicted[index],
      predictions.probabilities[index] ?? null,
    ]),
  }
}
