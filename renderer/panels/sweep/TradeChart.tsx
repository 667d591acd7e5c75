import { SegmentedControl, Switch } from '@mantine/core'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueJob } from '#shared/contract/sweeps.ts'
import { useChartTheme } from '../../charts/chart-theme.ts'
import { PlotlyChart } from '../../charts/PlotlyChart.tsx'
import { paretoFigure } from '../../charts/pareto-figure.ts'
import { useFigureText } from '../runs/use-figure-text.ts'
import classes from './Queue.module.css'
import { type CostName, costNames, type GainName, gainNames, tradePoints } from './trade-points.ts'
import { useTrialText } from './use-trial-text.ts'

interface TradeChartProps {
  job: QueueJob
  /** What stands first in the bar. */
  lead: ReactNode
  /** A combination. */
  chosen: number | null
  onChoose: (combination: number) => void
}

/** Accuracy against parameters, FLOPs or time, with the front of the networks that no other beats. */
export function TradeChart({ job, lead, chosen, onChoose }: TradeChartProps) {
  const { t } = useTranslation('runs')
  const theme = useChartTheme()
  const figureText = useFigureText()
  const [cost, setCost] = useState<CostName>('parameters')
  const [gain, setGain] = useState<GainName>('valAccuracy')
  const [isLog, setLog] = useState(false)
  const trialText = useTrialText(job.axes)
  const points = useMemo(() => tradePoints(job, cost, gain, trialText), [job, cost, gain, trialText])
  const build = useCallback(() => {
    const texts = {
      cost: t(`column.${cost}`),
      gain: t(`column.${gain}`),
      front: t('queue.front'),
      wordCost: (value: number) => `${t(`column.${cost}`)}: ${figureText(cost, value)}`,
    }
    return paretoFigure(points, texts, theme, { isLog, chosen: chosen === null ? null : String(chosen) })
  }, [points, cost, gain, isLog, chosen, theme, t, figureText])
  return (
    <div className={classes.chart}>
      <div className={classes.chartBar}>
        {lead}
        <SegmentedControl
          size="xs"
          aria-label={t('queue.against')}
          data={costNames.map((value) => ({ value, label: t(`queue.cost.${value}`) }))}
          value={cost}
          onChange={(value) => setCost(value as CostName)}
          data-testid="trade-cost"
        />
        <SegmentedControl
          size="xs"
          aria-label={t('queue.accuracy')}
          data={gainNames.map((value) => ({ value, label: t(`column.${value}`) }))}
          value={gain}
          onChange={(value) => setGain(value as GainName)}
          data-testid="trade-gain"
        />
        <Switch
          size="xs"
          label={t('queue.log')}
          checked={isLog}
          onChange={({ currentTarget }) => setLog(currentTarget.checked)}
          data-testid="trade-log"
        />
      </div>
      <div className={classes.plot} data-testid="trade-points" data-count={points.length}>
        {points.length === 0 ? (
          <p className={classes.noPoints}>{t('queue.noPoints')}</p>
        ) : (
          <PlotlyChart
            build={build}
            isZoomable
            onClick={({ customdata }) => customdata !== undefined && onChoose(Number(customdata))}
            fileName={`${job.name}-front`}
            label={t('queue.chart')}
            testId="trade-chart"
          />
        )}
      </div>
    </div>
  )
}
