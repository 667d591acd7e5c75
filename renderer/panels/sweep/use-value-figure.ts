import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueJob } from '#shared/contract/sweeps.ts'
import { useChartTheme } from '../../charts/chart-theme.ts'
import type { Figure } from '../../charts/PlotlyChart.tsx'
import type { ValueAxis } from '../../charts/value-axis.ts'
import { type ValueCell, valueMapFigure } from '../../charts/value-map-figure.ts'
import {
  type ValuePoint,
  type ValueSpot,
  valuePointsFigure,
  valueSpotsFigure,
} from '../../charts/value-points-figure.ts'
import { useFigureText } from '../runs/use-figure-text.ts'
import { type Outcome, outcomesOf } from './outcomes.ts'
import { useAxisName } from './use-axis-name.ts'
import { useValueText } from './use-value-text.ts'
import { type AxisScale, cellsOf, columnsOf, isScattered, type MeasureName, scaleOf } from './value-places.ts'

/** Which figure is shown along which axes of a job; without `y` the figure itself goes up. */
export interface ValueView {
  x: number
  y: number | null
  measure: MeasureName
}

interface Size {
  width: number
  height: number
}

/** As d3 writes them on axes. */
const formats: Record<MeasureName, string> = {
  valAccuracy: '.3~p',
  testAccuracy: '.3~p',
  valLoss: '.3~g',
  parameters: '.3~s',
  seconds: '.3~s',
}

/** Draws a job along what was varied in it. */
export function useValueFigure(job: QueueJob, view: ValueView, chosen: number | null): (size: Size) => Figure {
  const { t } = useTranslation('runs')
  const theme = useChartTheme()
  const { axisOf, describe, textOf } = useWords(job, view.measure)
  return useCallback(
    (size) => {
      const { x, y, measure } = view
      const title = measure === 'seconds' ? t('queue.seconds') : t(`column.${measure}`)
      const key = chosen === null ? null : String(chosen)
      const look = { title, format: formats[measure], isReversed: measure === 'valLoss', chosen: key }
      const across = scaleOf(job, x)
      if (y === null) {
        const axis = { ...axisOf(x, across, across.placeOf), isNumeric: across.isNumeric }
        return valuePointsFigure(pointsOf(job, view, describe), axis, look, theme, size)
      }
      const up = scaleOf(job, y)
      if (isScattered(job, x) || isScattered(job, y)) {
        const axes = { x: axisOf(x, across, across.placeOf), y: axisOf(y, up, up.placeOf) }
        return valueSpotsFigure(spotsOf(job, { x, y, measure }, describe), axes, look, theme, size)
      }
      const toCell = (outcome: Outcome | null): ValueCell | null =>
        outcome && {
          key: String(outcome.combination),
          value: outcome.figure(measure)?.mean ?? null,
          text: textOf(outcome),
          label: describe(outcome),
        }
      const map = {
        x: evenly(axisOf(x, across, across.placeOf)),
        y: evenly(axisOf(y, up, up.placeOf)),
        cells: cellsOf(job, x, y).map((row) => row.map(toCell)),
        chosen: key,
      }
      return valueMapFigure(map, look, theme, size)
    },
    [job, view, chosen, theme, t, axisOf, describe, textOf],
  )
}

function pointsOf(job: QueueJob, { x, measure }: ValueView, describe: (outcome: Outcome) => string): ValuePoint[] {
  const { placeOf } = scaleOf(job, x)
  return columnsOf(job, x).flatMap(({ value, best, all }) =>
    all.flatMap((outcome): ValuePoint[] => {
      const spread = outcome.figure(measure)
      if (!spread) return []
      const seeds = outcome.trials.flatMap((trial) => trial[measure] ?? [])
      const key = String(outcome.combination)
      return [{ key, at: placeOf(value), ...spread, seeds, isBest: outcome === best, label: describe(outcome) }]
    }),
  )
}

function spotsOf(
  job: QueueJob,
  { x, y, measure }: ValueView & { y: number },
  describe: (outcome: Outcome) => string,
): ValueSpot[] {
  const [across, up] = [scaleOf(job, x), scaleOf(job, y)]
  return outcomesOf(job).flatMap((outcome): ValueSpot[] => {
    const value = outcome.figure(measure)?.mean
    if (value === undefined) return []
    const place = (scale: AxisScale, axis: number) => scale.placeOf(outcome.values[axis] ?? null)
    return [{ key: String(outcome.combination), x: place(across, x), y: place(up, y), value, label: describe(outcome) }]
  })
}

/** One step for each value. */
function evenly({ title, ticks }: ValueAxis) {
  return { title, ticks: (ticks ?? []).map(({ text }, at) => ({ at, text })), isLog: false }
}

function useWords(job: QueueJob, measure: MeasureName) {
  const { t } = useTranslation('runs')
  const axisName = useAxisName()
  const valueText = useValueText()
  const figureText = useFigureText()
  const { axes } = job
  const axisOf = useCallback(
    (at: number, { values, isLog }: AxisScale, placeOf: AxisScale['placeOf']): ValueAxis => {
      const target = axes[at]?.target
      const ticks = values.map((value) => ({ at: placeOf(value), text: target ? valueText(target, value) : '' }))
      return { title: target ? axisName(target) : '', ticks: isScattered(job, at) ? null : ticks, isLog }
    },
    [job, axes, axisName, valueText],
  )
  const textOf = useCallback(
    (outcome: Outcome) => figureText(measure, outcome.figure(measure)?.mean ?? null),
    [measure, figureText],
  )
  /** The values, the figure, and over how many seeds it is the mean. */
  const describe = useCallback(
    (outcome: Outcome) => {
      const values = axes.map(
        ({ target }, at) => `${axisName(target)}: ${valueText(target, outcome.values[at] ?? null)}`,
      )
      const seeds = outcome.trials.length
      const figure = `<b>${t(`column.${measure}`)}: ${textOf(outcome)}</b>`
      return [...values, figure, ...(seeds > 1 ? [t('queue.meanOf', { count: seeds })] : [])].join('<br>')
    },
    [axes, measure, axisName, valueText, textOf, t],
  )
  return { axisOf, textOf, describe }
}
