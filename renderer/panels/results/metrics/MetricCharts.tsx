import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRunStore } from '../../../stores/run-store.ts'
import { AbsentPictures } from '../AbsentPictures.tsx'
import { ClassSelect } from '../ClassSelect.tsx'
import { openCell } from '../gallery-store.ts'
import { keptRun, openRun, type TestResult } from '../test-result.ts'
import { ClassCurves } from './ClassCurves.tsx'
import { ClassScoreTable } from './ClassScoreTable.tsx'
import { firstOfCurves } from './first-of-curves.ts'
import classes from './Metrics.module.css'
import { Reliability } from './Reliability.tsx'

type View = 'classes' | 'calibration' | 'curves'

interface MetricChartsProps {
  result: TestResult
  /** Whether the table of classes is among them. */
  hasTable: boolean
}

/** Calibration, and the curves of a class; pixels have calibration alone. */
export function MetricCharts({ result, hasTable }: MetricChartsProps) {
  const { t } = useTranslation('views')
  const { runId, classes: names, meanIou, calibration } = result
  const views: View[] = [
    ...(hasTable ? (['classes'] as const) : []),
    'calibration',
    ...(meanIou === null ? (['curves'] as const) : []),
  ]
  const [chosen, setChosen] = useState<View>('classes')
  const [label, setLabel] = useState(() => firstOfCurves(names))
  // Those that were recorded need no pictures.
  const absence = useRunStore(({ run }) => run?.absence)
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
        {view === 'curves' ? (
          <ClassSelect
            className={classes.class}
            names={names}
            label={label}
            onChoose={setLabel}
            title={t('metrics.classOfCurves')}
            hint={t('metrics.oneVsRest')}
            testId="curves-class"
          />
        ) : null}
      </div>
      <div className={classes.chart}>
        {view === 'classes' ? <ClassScoreTable result={result} onOpen={openCell} /> : null}
        {view === 'calibration' ? <Reliability calibration={calibration} /> : null}
        {view === 'curves' ? (
          <ClassCurves
            source={absence ? keptRun : openRun}
            runId={runId}
            label={label}
            missing={absence ? <AbsentPictures absence={absence} /> : undefined}
          />
        ) : null}
      </div>
    </div>
  )
}
