import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { nameRuns } from '#shared/comparison/name-runs.ts'
import type { RunComparison, RunDetails } from '#shared/contract/records.ts'
import { useChartTheme } from '../../../charts/chart-theme.ts'
import { PlotlyChart } from '../../../charts/PlotlyChart.tsx'
import { overlaidFigure } from './overlaid-figure.ts'

/** Loss and accuracy of all runs in one chart. */
export function OverlaidCurves({ runs, comparison }: { runs: readonly RunDetails[]; comparison: RunComparison }) {
  const { t } = useTranslation('views')
  const theme = useChartTheme()
  const build = useCallback(
    (width: number) => {
      const texts = {
        loss: t('curves.loss'),
        accuracy: t('curves.accuracy'),
        epoch: t('curves.epoch'),
        train: t('curves.train'),
        validation: t('curves.validation'),
      }
      return overlaidFigure(nameRuns(runs, comparison), texts, theme, { width })
    },
    [runs, comparison, t, theme],
  )
  const label = `${t('curves.loss')}, ${t('curves.accuracy')}`
  return <PlotlyChart build={build} isZoomable fileName="layerloom-comparison" label={label} testId="compared-curves" />
}
