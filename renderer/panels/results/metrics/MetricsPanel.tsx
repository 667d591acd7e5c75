import { useElementSize } from '@mantine/hooks'
import { IconChartDots } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Evaluation } from '#shared/contract/runs.ts'
import { EmptyView } from '../../../charts/EmptyView.tsx'
import { isActive, useRunStore } from '../../../stores/run-store.ts'
import { openCell } from '../gallery-store.ts'
import { NoRun } from '../NoRun.tsx'
import { ClassScoreTable } from './ClassScoreTable.tsx'
import { MetricCharts } from './MetricCharts.tsx'
import { MetricFigures } from './MetricFigures.tsx'
import classes from './Metrics.module.css'

/** How good the trained network is, in figures, class by class, and whether it can be believed. */
export function MetricsPanel() {
  const { t } = useTranslation('views')
  const evaluation = useRunStore(({ run }) => run?.evaluation ?? null)
  const isRunning = useRunStore(({ run }) => run !== null && isActive(run.state))
  const icon = <IconChartDots size={32} stroke={1.4} />
  if (!evaluation && isRunning) return <EmptyView icon={icon}>{t('metrics.running')}</EmptyView>
  if (!evaluation) return <NoRun icon={icon}>{t('metrics.empty')}</NoRun>
  return <Metrics key={evaluation.runId} evaluation={evaluation} />
}

/** From this width on the table of classes is beside the charts; else it is one of them. */
const wide = 900

function Metrics({ evaluation }: { evaluation: Evaluation }) {
  const { ref, width } = useElementSize()
  const isWide = width >= wide
  return (
    <div ref={ref} className={classes.root} data-wide={isWide} data-testid="metrics">
      <MetricFigures result={evaluation} />
      {isWide ? <ClassScoreTable result={evaluation} onOpen={openCell} /> : null}
      {width > 0 ? <MetricCharts result={evaluation} hasTable={!isWide} /> : null}
    </div>
  )
}
