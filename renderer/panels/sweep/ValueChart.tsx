import { NativeSelect } from '@mantine/core'
import { type ReactNode, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueJob } from '#shared/contract/sweeps.ts'
import { PlotlyChart } from '../../charts/PlotlyChart.tsx'
import { outcomesOf } from './outcomes.ts'
import classes from './Queue.module.css'
import { useAxisName } from './use-axis-name.ts'
import { useValueFigure, type ValueView } from './use-value-figure.ts'
import { type MeasureName, measureNames } from './value-places.ts'

interface ValueChartProps {
  job: QueueJob
  /** What stands first in the bar. */
  lead: ReactNode
  /** A combination. */
  chosen: number | null
  onChoose: (combination: number) => void
}

/** A figure along one parameter, or as colours between two of them. */
export function ValueChart({ job, lead, chosen, onChoose }: ValueChartProps) {
  const { t } = useTranslation('runs')
  const [view, setView] = useState<ValueView>({ x: 0, y: job.axes.length > 1 ? 1 : null, measure: 'valAccuracy' })
  const figure = useValueFigure(job, view, chosen)
  const build = useCallback((width: number, height: number) => figure({ width, height }), [figure])
  const count = outcomesOf(job).length
  return (
    <div className={classes.chart}>
      <div className={classes.chartBar}>
        {lead}
        <ViewFields job={job} view={view} onView={setView} />
      </div>
      <div className={classes.plot} data-testid="value-points" data-count={count}>
        {count === 0 ? (
          <p className={classes.noPoints}>{t('queue.noPoints')}</p>
        ) : (
          <PlotlyChart
            build={build}
            onClick={({ customdata }) =>
              customdata !== undefined && customdata !== null && onChoose(Number(customdata))
            }
            fileName={`${job.name}-values`}
            label={t('queue.valueChart')}
            testId="value-chart"
          />
        )}
      </div>
    </div>
  )
}

interface ViewFieldsProps {
  job: QueueJob
  view: ValueView
  onView: (view: ValueView) => void
}

/** Which figure is shown, along which of the axes. */
function ViewFields({ job: { axes }, view, onView }: ViewFieldsProps) {
  const { t } = useTranslation('runs')
  const axisName = useAxisName()
  const names = axes.map(({ target }, at) => ({ value: String(at), label: axisName(target) }))
  const others = names.filter(({ value }) => value !== String(view.x))
  const setX = (x: number) => onView({ ...view, x, y: view.y === x ? view.x : view.y })
  return (
    <>
      <NativeSelect
        size="xs"
        aria-label={t('queue.measure')}
        data={measureNames.map((value) => ({ value, label: t(`column.${value}`) }))}
        value={view.measure}
        onChange={({ currentTarget }) => onView({ ...view, measure: currentTarget.value as MeasureName })}
        data-testid="value-measure"
      />
      {names.length > 1 ? (
        <>
          <NativeSelect
            className={classes.axisChoice}
            size="xs"
            aria-label={t('queue.along')}
            data={names}
            value={String(view.x)}
            onChange={({ currentTarget }) => setX(Number(currentTarget.value))}
            data-testid="value-x"
          />
          <span aria-hidden>×</span>
          <NativeSelect
            className={classes.axisChoice}
            size="xs"
            aria-label={t('queue.up')}
            data={[...others, { value: '', label: t('queue.alone') }]}
            value={view.y === null ? '' : String(view.y)}
            onChange={({ currentTarget }) =>
              onView({ ...view, y: currentTarget.value === '' ? null : Number(currentTarget.value) })
            }
            data-testid="value-y"
          />
          {names.length > (view.y === null ? 1 : 2) ? (
            <span className={classes.ofBest}>{t('queue.ofBest')}</span>
          ) : null}
        </>
      ) : null}
    </>
  )
}
