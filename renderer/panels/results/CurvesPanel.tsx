import { IconChartLine } from '@tabler/icons-react'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useChartTheme } from '../../charts/chart-theme.ts'
import { curveTexts } from '../../charts/curve-texts.ts'
import { type Curves, curvesFigure } from '../../charts/curves-figure.ts'
import { EmptyView } from '../../charts/EmptyView.tsx'
import { PlotlyChart } from '../../charts/PlotlyChart.tsx'
import { onRunSeries, runSeries } from '../../stores/run-series.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { readSeries } from '../../stores/series-buffer.ts'
import classes from './CurvesPanel.module.css'
import { EpochFigures } from './EpochFigures.tsx'
import { NoRun } from './NoRun.tsx'

/** Loss and accuracy, growing while the network learns. */
export function CurvesPanel() {
  const { t } = useTranslation('views')
  const runId = useRunStore(({ run }) => run?.runId)
  // One that fails in its first steps has no curve, but something to say.
  const hasBegun = useRunStore(
    ({ run }) => run?.progress !== null || run.epochs.length > 0 || run.state.phase === 'failed',
  )
  const icon = <IconChartLine size={32} stroke={1.4} />
  if (runId === undefined) return <NoRun icon={icon}>{t('curves.empty')}</NoRun>
  if (!hasBegun) return <EmptyView icon={icon}>{t('curves.preparing')}</EmptyView>
  return (
    <div className={classes.root}>
      <div className={classes.chart}>
        <CurvesChart key={runId} />
      </div>
      <EpochFigures />
    </div>
  )
}

function CurvesChart() {
  const { t } = useTranslation('views')
  const theme = useChartTheme()
  const epochs = useRunStore(({ run }) => run?.progress?.epochs ?? run?.document.training.epochs ?? 1)
  const build = useCallback(
    (width: number, height: number) => {
      return curvesFigure(readCurves(epochs), curveTexts(t), theme, { width, height })
    },
    [t, theme, epochs],
  )
  return (
    <PlotlyChart
      build={build}
      subscribe={onRunSeries}
      isZoomable
      fileName="layerloom-curves"
      label={`${t('curves.loss')}, ${t('curves.accuracy')}`}
      testId="curves"
    />
  )
}

/** Epochs that are still to come are shown empty, but no more than there are half again so many behind. */
function readCurves(epochCount: number): Curves {
  const { loss, accuracy, epochs, lastStep, stepsPerEpoch } = runSeries
  const done = lastStep / stepsPerEpoch
  return {
    batchLoss: readSeries(loss, stepsPerEpoch),
    batchAccuracy: readSeries(accuracy, stepsPerEpoch),
    epochs,
    epochCount: Math.min(epochCount, Math.max(10, Math.ceil(1.5 * done))),
  }
}
