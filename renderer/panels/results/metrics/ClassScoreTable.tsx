import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../charts/use-formats.ts'
import { ExportMenu } from '../../../ui/ExportMenu.tsx'
import { tableOfClasses } from '../../../ui/run-tables.ts'
import type { Cell } from '../gallery-store.ts'
import type { TestResult } from '../test-result.ts'
import { nextScoreSorting, type ScoreColumn, type ScoreSorting, sortClassScores } from './class-score-rows.ts'
import classes from './Metrics.module.css'

const asTheyCome: ScoreSorting = { column: 'label', isDescending: false }
const shares = ['precision', 'recall', 'f1', 'iou'] as const

interface ClassScoreTableProps {
  result: TestResult
  /** Shows the pictures of a cell of the confusion matrix, where they are there. */
  onOpen?: ((cell: Cell) => void) | undefined
}

/** Precision, recall, F1 and support of each class, to be sorted. */
export function ClassScoreTable({ result, onOpen }: ClassScoreTableProps) {
  const { t } = useTranslation('views')
  const { integer, percent, className } = useFormats()
  const [sorting, setSorting] = useState(asTheyCome)
  const rows = useMemo(() => sortClassScores(result.confusion, sorting), [result, sorting])
  const isMasks = result.meanIou !== null
  const shown = shares.filter((name) => isMasks || name !== 'iou')
  return (
    <div className={classes.scroll}>
      <div className={classes.export}>
        <ExportMenu table={() => tableOfClasses(result)} testId="class-scores-export" />
      </div>
      <table className={`${classes.table} loom-numbers`} data-testid="class-scores">
        <caption className={classes.caption}>{t('metrics.tableCaption')}</caption>
        <thead>
          <tr>
            {(['label', ...shown, 'total'] as const).map((column) => (
              <SortHead
                key={column}
                label={t(headKey(column, isMasks))}
                column={column}
                sorting={sorting}
                onSort={setSorting}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">
                <button
                  type="button"
                  disabled={!onOpen}
                  onClick={() => onOpen?.({ actual: row.label, predicted: row.label })}
                  title={onOpen ? t('metrics.openClass') : undefined}
                >
                  {className(result.classes[row.label])}
                </button>
              </th>
              {shown.map((name) => (
                <td key={name} style={{ '--share': Number.isNaN(row[name]) ? 0 : row[name] } as React.CSSProperties}>
                  {Number.isNaN(row[name]) ? '–' : percent(row[name])}
                </td>
              ))}
              <td data-kind="count">{integer(row.total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function headKey(column: ScoreColumn, isMasks: boolean) {
  if (column === 'label') return 'metrics.class' as const
  if (column === 'total') return isMasks ? ('metrics.pixels' as const) : ('metrics.support' as const)
  return `confusion.${column}` as const
}

interface SortHeadProps {
  label: string
  column: ScoreColumn
  sorting: ScoreSorting
  onSort: (sorting: ScoreSorting) => void
}

function SortHead({ label, column, sorting, onSort }: SortHeadProps) {
  const isSorted = sorting.column === column
  return (
    <th scope="col" aria-sort={isSorted ? (sorting.isDescending ? 'descending' : 'ascending') : 'none'}>
      <button
        type="button"
        onClick={() => onSort(nextScoreSorting(sorting, column))}
        data-testid={`class-scores-sort-${column}`}
      >
        {label} <span className={classes.direction}>{isSorted ? (sorting.isDescending ? '▼' : '▲') : ''}</span>
      </button>
    </th>
  )
}
