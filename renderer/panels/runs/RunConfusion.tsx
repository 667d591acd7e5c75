import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClassName } from '#shared/contract/data.ts'
import { useChartTheme } from '../../charts/chart-theme.ts'
import { cellsFigure, shadeCells } from '../../charts/confusion-figure.ts'
import { PlotlyChart } from '../../charts/PlotlyChart.tsx'
import { useFormats } from '../../charts/use-formats.ts'
import { differenceOf, shadeDifference } from './compare/confusion-difference.ts'

interface RunConfusionProps {
  confusion: number[][]
  /** What is taken off it: then cells show what became more and what less. */
  minus?: number[][]
  classes: ClassName[]
  label: string
  testId: string
}

/** The confusion matrix of a run that was recorded, or the difference of two. */
export function RunConfusion({ confusion, minus, classes, label, testId }: RunConfusionProps) {
  const { t } = useTranslation('views')
  const theme = useChartTheme()
  const { integer, className } = useFormats()
  const build = useCallback(
    (width: number, height: number) => {
      const counts = minus ? differenceOf(minus, confusion) : confusion
      const shades = minus ? shadeDifference(minus, confusion) : shadeCells(confusion)
      const names = classes.map(className)
      const show = (count: number) => (minus && count > 0 ? `+${integer(count)}` : integer(count))
      const at = (actual: number, predicted: number) => counts[actual]?.[predicted] ?? 0
      const texts = {
        actual: t('confusion.actual'),
        predicted: t('confusion.predicted'),
        classes: names,
        cell: (actual: number, predicted: number) => (at(actual, predicted) === 0 ? '' : show(at(actual, predicted))),
        describe: (actual: number, predicted: number) =>
          `${names[actual]} → ${names[predicted]}: ${show(at(actual, predicted))}`,
      }
      return cellsFigure(shades, texts, theme, { width, height })
    },
    [confusion, minus, classes, t, theme, integer, className],
  )
  return <PlotlyChart build={build} fileName="layerloom-confusion" label={label} testId={testId} />
}
