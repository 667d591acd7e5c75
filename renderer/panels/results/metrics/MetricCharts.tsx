import { SegmentedControl, Select } from '@mantine/core'
import { IconChartDots } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClassName } from '#shared/contract/data.ts'
import type { Calibration, Evaluation } from '#shared/contract/runs.ts'
import { useChartTheme } from '../../../charts/chart-theme.ts'
import { EmptyView } from '../../../charts/EmptyView.tsx'
import { PlotlyChart } from '../../../charts/PlotlyChart.tsx'
import { reliabilityFigure } from '../../../charts/reliability-figure.ts'
import { thresholdFigure } from '../../../charts/threshold-figure.ts'
import { useFormats } from '../../../charts/use-formats.ts'
import { useRunStore } from '../../../stores/run-store.ts'
import { AbsentPictures } from '../AbsentPictures.tsx'
import { ClassScoreTable } from './ClassScoreTable.tsx'
import classes from './Metrics.module.css'
import { useThresholdCurves } from './use-threshold-curves.ts'

type View = 'classes' | 'calibration' | 'curves'

interface MetricChartsProps {
  evaluation: Evaluation
  /** Whether the table of classes is among them. */
  hasTable: boolean
}

/** Calibration, and the curves of a class; pixels have calibration alone. */
export function MetricCharts({ evaluation, hasTable }: MetricChartsProps) {
  const { t } = useTranslation('views')
  const { runId, classes: names, meanIou, calibration } = evaluation
  const views: View[] = [
    ...(hasTable ? (['classes'] as const) : []),
    'calibration',
    ...(meanIou === null ? (['curves'] as const) : []),
  ]
  const [chosen, setChosen] = useState<View>('classes')
  // Of two classes the second is the one that is looked for.
  const [label, setLabel] = useState(names.length === 2 ? 1 : 0)
  const view = views.includes(chosen) ? chosen : 'calibration'
  return (
    <div className={classes.charts}>
      <div className={classes.bar}>
        <SegmentedControl
          data={views.map((value) => ({ value, label: t(`metrics.${value}`) }))}
          value={view}
          onChange={(value) => setChosen(value as View)}
          aria-label={t('metrics.chart')}
          data-testid="metrics-chart"
        />
        {view === 'curves' ? <ClassChoice names={names} label={label} onChoose={setLabel} /> : null}
      </div>
      <div className={classes.chart}>
        {view === 'classes' ? <ClassScoreTable evaluation={evaluation} /> : null}
        {view === 'calibration' ? <Reliability calibration={calibration} /> : null}
        {view === 'curves' ? <Curves runId={runId} label={label} /> : null}
      </div>
    </div>
  )
}

interface ClassChoiceProps {
  names: readonly ClassName[]
  label: number
  onChoose: (label: number) => void
}

function ClassChoice({ names, label, onChoose }: ClassChoiceProps) {
  const { t } = useTranslation('views')
  const { className } = useFormats()
  return (
    <Select
      className={classes.class}
      data={names.map((name, index) => ({ value: String(index), label: className(name) }))}
      value={String(label)}
      onChange={(value) => value !== null && onChoose(Number(value))}
      allowDeselect={false}
      aria-label={t('metrics.classOfCurves')}
      title={t('metrics.oneVsRest')}
      data-testid="curves-class"
    />
  )
}

function Reliability({ calibration }: { calibration: Calibration | null | undefined }) {
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

function Curves({ runId, label }: { runId: string; label: number }) {
  const { t } = useTranslation('views')
  const theme = useChartTheme()
  const { percent, integer } = useFormats()
  const absence = useRunStore(({ run }) => run?.absence)
  const curves = useThresholdCurves(runId, label)
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
  if (curves === null && absence) return <AbsentPictures absence={absence} />
  if (curves === null) {
    return <EmptyView icon={<IconChartDots size={28} stroke={1.4} />}>{t('metrics.noCurves')}</EmptyView>
  }
  const counts = { positives: integer(curves.positives), negatives: integer(curves.negatives) }
  const caption = t('metrics.curvesCaption', { auc: percent(curves.auc), ...counts })
  return <PlotlyChart build={build} fileName="layerloom-roc" label={caption} testId="threshold-curves" />
}
