import { IconChartDots } from '@tabler/icons-react'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Calibration } from '#shared/contract/runs.ts'
import { useChartTheme } from '../../../charts/chart-theme.ts'
import { EmptyView } from '../../../charts/EmptyView.tsx'
import { PlotlyChart } from '../../../charts/PlotlyChart.tsx'
import { reliabilityFigure } from '../../../charts/reliability-figure.ts'
import { useFormats } from '../../../charts/use-formats.ts'

/** Whether what the network is sure of is right, or why that cannot be said. */
export function Reliability({ calibration }: { calibration: Calibration | null | undefined }) {
  const { t } = useTranslation('views')
  const theme = useChartTheme()
  const { integer, percent } = useFormats()
  const build = useCallback(
    (width: number, height: number) => {
      const texts = {
        title: t('metrics.reliability', { error: percent(calibration?.error ?? 0) }),
        histogram: t('metrics.histogram'),
        confidence: t('metrics.confidence'),
        accuracy: t('metrics.accuracy'),
        count: t('metrics.count'),
        describe: (bin: Calibration['bins'][number]) =>
          t('metrics.bin', {
            confidence: percent(bin.confidence),
            accuracy: percent(bin.accuracy),
            count: integer(bin.count),
          }),
      }
      return reliabilityFigure(calibration?.bins ?? [], texts, theme, { width, height })
    },
    [calibration, t, theme, integer, percent],
  )
  if (!calibration) {
    return <EmptyView icon={<IconChartDots size={28} stroke={1.4} />}>{t('metrics.noCalibration')}</EmptyView>
  }
  return (
    <PlotlyChart
      build={build}
      fileName="layerloom-calibration"
      label={t('metrics.calibrationCaption', { error: percent(calibration.error) })}
      testId="calibration"
    />
  )
}
