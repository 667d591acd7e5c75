import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClassName } from '#shared/contract/data.ts'
import { useChartTheme } from '../../charts/chart-theme.ts'
import { differenceOf, shadeDifference } from '../../charts/confusion-difference.ts'
import { cellsFigure, isLargeMatrix, shadeCells } from '../../charts/confusion-figure.ts'
import { PlotlyChart } from '../../charts/PlotlyChart.tsx'
import { useFormats } from '../../charts/use-formats.ts'
import type { Cell } from './gallery-store.ts'

interface ConfusionChartProps {
  confusion: number[][]
  /** What is taken off it: then cells show what became more and what less. */
  minus?: number[][]
  classes: ClassName[]
  /** Shares of the row instead of counts. */
  isPercent?: boolean
  /** Shows the pictures of a cell, where they are there. */
  onOpen?: ((cell: Cell) => void) | undefined
  testId: string
}

/** A confusion matrix, or the difference of two, as a heat map. */
export function ConfusionChart({ confusion, minus, classes, isPercent = false, onOpen, testId }: ConfusionChartProps) {
  const { t } = useTranslation('views')
  const theme = useChartTheme()
  const { integer, percent, className } = useFormats()
  const names = useMemo(() => classes.map(className), [classes, className])
  const counts = useMemo(() => (minus ? differenceOf(minus, confusion) : confusion), [confusion, minus])
  const totals = useMemo(() => confusion.map((row) => row.reduce((sum, count) => sum + count, 0)), [confusion])
  const read = useCallback(
    ({ actual, predicted }: Cell) => {
      const count = counts[actual]?.[predicted] ?? 0
      const shown = minus && count > 0 ? `+${integer(count)}` : integer(count)
      return { count, shown, share: count / Math.max(1, totals[actual] ?? 0) }
    },
    [counts, totals, minus, integer],
  )
  const build = useCallback(
    (width: number, height: number) => {
      const shades = minus ? shadeDifference(minus, confusion) : shadeCells(confusion)
      const cell = (actual: number, predicted: number) => {
        const { count, shown, share } = read({ actual, predicted })
        if (count === 0) return ''
        return isPercent ? percent(share, 1) : shown
      }
      const texts = { actual: t('confusion.actual'), predicted: t('confusion.predicted'), classes: names, cell }
      return cellsFigure(shades, texts, theme, { width, height })
    },
    [confusion, minus, names, isPercent, read, t, theme, percent],
  )
  const tip = (cell: Cell) => {
    const { shown, share } = read(cell)
    const named = { actual: names[cell.actual], predicted: names[cell.predicted] }
    if (minus) return t('confusion.differenceCell', { ...named, count: shown })
    return t('confusion.cell', { ...named, count: shown, share: percent(share) })
  }
  return (
    <PlotlyChart
      build={build}
      tip={({ pointNumber }) => tip(cellOf(pointNumber))}
      onClick={onOpen && (({ pointNumber }) => onOpen(cellOf(pointNumber)))}
      isZoomable={isLargeMatrix(classes.length)}
      fileName="layerloom-confusion"
      label={t('confusion.caption')}
      testId={testId}
    />
  )
}

/** Of a heat map Plotly tells row and column, whatever its types say. */
function cellOf(pointNumber: unknown): Cell {
  const [actual, predicted] = pointNumber as [number, number]
  return { actual, predicted }
}
