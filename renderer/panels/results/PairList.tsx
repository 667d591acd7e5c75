import { Button } from '@mantine/core'
import { type CSSProperties, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClassName } from '#shared/contract/data.ts'
import { useFormats } from '../../charts/use-formats.ts'
import type { Cell } from './gallery-store.ts'
import classes from './PairList.module.css'

const pageSize = 100

export interface PairRow {
  cell: Cell
  /** Below the heads. */
  figures: readonly string[]
  /** From 0 to 1: how long the line below the row is. */
  share: number
  tone?: 'better' | 'worse'
}

interface PairListProps {
  title: string
  heads: readonly string[]
  rows: readonly PairRow[]
  classes: readonly ClassName[]
  /** Said where there are no rows. */
  empty: string
  /** Shows the pictures of a cell, where they are there. */
  onOpen?: ((cell: Cell) => void) | undefined
  testId: string
}

/** Cells of a confusion matrix as a list: true class, predicted class, and figures. */
export function PairList({ title, heads, rows, classes: names, empty, onOpen, testId }: PairListProps) {
  const { t } = useTranslation('views')
  const { className, integer } = useFormats()
  const [shown, setShown] = useState(pageSize)
  if (rows.length === 0) return <p className={classes.empty}>{empty}</p>
  const nameOf = ({ actual, predicted }: Cell) => {
    if (actual === predicted) return t('confusion.rightCell', { name: className(names[actual]) })
    return t('gallery.cell', { actual: className(names[actual]), predicted: className(names[predicted]) })
  }
  return (
    <div className={classes.root}>
      <table className={`${classes.table} loom-numbers`} data-testid={testId}>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map(({ cell, figures, share, tone }) => (
            <tr
              key={`${cell.actual} ${cell.predicted}`}
              style={{ '--share': share } as CSSProperties}
              data-tone={tone}
              data-cell={`${cell.actual}-${cell.predicted}`}
            >
              <th scope="row" title={nameOf(cell)}>
                <button type="button" disabled={!onOpen} onClick={() => onOpen?.(cell)}>
                  {nameOf(cell)}
                </button>
              </th>
              {figures.map((figure, column) => (
                <td key={heads[column]}>{figure}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shown ? (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setShown(shown + pageSize)}>
          {t('confusion.morePairs', { count: integer(rows.length - shown) })}
        </Button>
      ) : null}
    </div>
  )
}
