import { IconChartDots } from '@tabler/icons-react'
import { type ReactNode, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useChartTheme } from '../../../charts/chart-theme.ts'
import { EmptyView } from '../../../charts/EmptyView.tsx'
import { PlotlyChart } from '../../../charts/PlotlyChart.tsx'
import { thresholdFigure } from '../../../charts/threshold-figure.ts'
import { useFormats } from '../../../charts/use-formats.ts'
import type { TestSource } from '../test-result.ts'
import { useThresholdCurves } from './use-threshold-curves.ts'

interface ClassCurvesProps {
  source: TestSource
  runId: string
  label: number
  /** Shown where there are no curves, in place of the reason that a class of this kind has none. */
  missing?: ReactNode
}

/** ROC and precision-recall curves of one class against all others. */
export function ClassCurves({ source, runId, label, missing }: ClassCurvesProps) {
  const { t } = useTranslation('views')
  const theme = useChartTheme()
  const { percent, integer } = useFormats()
  const curves = useThresholdCurves(source, runId, label)
  const build = useCallback(
    (width: number, height: number) => {
      if (!curves) return { data: [], layout: {} }
      const texts = {
        roc: t('metrics.roc', { area: curves.auc.toFixed(4) }),
        precisionRecall: t('metrics.precisionRecall', { area: curves.averagePrecision.toFixed(4) }),
        fallout: t('metrics.fallout'),
        recall: t('confusion.recall'),
        precision: t('confusion.precision'),
      }
      return thresholdFigure(curves, texts, theme, { width, height })
    },
    [curves, t, theme],
  )
  if (curves === undefined) return null
  if (curves === null && missing) return missing
  if (curves === null) {
    return <EmptyView icon={<IconChartDots size={28} stroke={1.4} />}>{t('metrics.noCurves')}</EmptyView>
  }
  const counts = { positives: integer(curves.positives), negatives: integer(curves.negatives) }
  const caption = t('metrics.curvesCaption', { auc: percent(curves.auc), ...counts })
  return <PlotlyChart build={build} fileName="layerloom-roc" label={caption} testId="threshold-curves" />
}
