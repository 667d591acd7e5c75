import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export const chartViews = ['trade', 'values'] as const
export type ChartView = (typeof chartViews)[number]

/** Accuracy against cost, or along what was varied. */
export function ChartSwitch({ view, onView }: { view: ChartView; onView: (view: ChartView) => void }) {
  const { t } = useTranslation('runs')
  return (
    <SegmentedControl
      aria-label={t('queue.view.label')}
      data={chartViews.map((value) => ({ value, label: t(`queue.view.${value}`) }))}
      value={view}
      onChange={(value) => onView(value as ChartView)}
      data-testid="chart-view"
    />
  )
}
