import { SegmentedControl } from '@mantine/core'
import { IconLayoutGrid } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Evaluation } from '#shared/contract/runs.ts'
import { useChartTheme } from '../../charts/chart-theme.ts'
import { confusionFigure } from '../../charts/confusion-figure.ts'
import { EmptyView } from '../../charts/EmptyView.tsx'
import { PlotlyChart } from '../../charts/PlotlyChart.tsx'
import { useFormats } from '../../charts/use-formats.ts'
import { isActive, useRunStore } from '../../stores/run-store.ts'
import { ExportMenu } from '../../ui/ExportMenu.tsx'
import { tableOfConfusion } from '../../ui/run-tables.ts'
import classes from './ConfusionPanel.module.css'
import { ConfusionTable } from './ConfusionTable.tsx'
import { openCell } from './gallery-store.ts'
import { NoRun } from './NoRun.tsx'
import { TestFigures } from './TestFigures.tsx'

/** Which classes the trained network mistakes for which. */
export function ConfusionPanel() {
  const { t } = useTranslation('views')
  const evaluation = useRunStore(({ run }) => run?.evaluation ?? null)
  const isRunning = useRunStore(({ run }) => run !== null && isActive(run.state))
  if (evaluation) return <Confusion evaluation={evaluation} />
  const icon = <IconLayoutGrid size={32} stroke={1.4} />
  if (isRunning) return <EmptyView icon={icon}>{t('confusion.running')}</EmptyView>
  return <NoRun icon={icon}>{t('confusion.empty')}</NoRun>
}

function Confusion({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useTranslation('views')
  const [isPercent, setPercent] = useState(false)
  const [isTable, setTable] = useState(false)
  return (
    <div className={classes.root}>
      <TestFigures evaluation={evaluation}>
        <div className={classes.switches}>
          <SegmentedControl
            data={[
              { value: 'counts', label: t('confusion.counts') },
              { value: 'percent', label: t('confusion.percent') },
            ]}
            value={isPercent ? 'percent' : 'counts'}
            onChange={(value) => setPercent(value === 'percent')}
            aria-label={t('confusion.values')}
          />
          <SegmentedControl
            data={[
              { value: 'chart', label: t('confusion.chart') },
              { value: 'table', label: t('confusion.table') },
            ]}
            value={isTable ? 'table' : 'chart'}
            onChange={(value) => setTable(value === 'table')}
            aria-label={t('confusion.view')}
            data-testid="confusion-view"
          />
        </div>
        <p className={classes.hint}>
          {t('confusion.openCell')} <ExportMenu table={() => tableOfConfusion(evaluation)} testId="confusion-export" />
        </p>
      </TestFigures>
      <div className={classes.matrix}>
        {isTable ? null : <ConfusionChart evaluation={evaluation} isPercent={isPercent} />}
        <ConfusionTable evaluation={evaluation} isPercent={isPercent} isHidden={!isTable} />
      </div>
    </div>
  )
}

function ConfusionChart({ evaluation, isPercent }: { evaluation: Evaluation; isPercent: boolean }) {
  const { t } = useTranslation('views')
  const theme = useChartTheme()
  const { integer, percent, className } = useFormats()
  const build = useCallback(
    (width: number, height: number) => {
      const { confusion } = evaluation
      const names = evaluation.classes.map(className)
      const at = (actual: number, predicted: number) => {
        const row = confusion[actual] ?? []
        const count = row[predicted] ?? 0
        const total = row.reduce((sum, other) => sum + other, 0)
        return { count, share: total === 0 ? 0 : count / total }
      }
      const texts = {
        actual: t('confusion.actual'),
        predicted: t('confusion.predicted'),
        classes: names,
        cell(actual: number, predicted: number) {
          const { count, share } = at(actual, predicted)
          if (count === 0) return ''
          return isPercent ? percent(share, 1) : integer(count)
        },
        describe(actual: number, predicted: number) {
          const { count, share } = at(actual, predicted)
          const [from, to] = [names[actual], names[predicted]]
          return t('confusion.cell', { actual: from, predicted: to, count: integer(count), share: percent(share) })
        },
      }
      return confusionFigure(confusion, texts, theme, { width, height })
    },
    [evaluation, isPercent, t, theme, integer, percent, className],
  )
  return (
    <PlotlyChart
      build={build}
      onClick={({ pointNumber }) => {
        const [actual, predicted] = pointNumber as unknown as [number, number]
        openCell({ actual, predicted })
      }}
      fileName="layerloom-confusion"
      label={t('confusion.caption')}
      testId="confusion"
    />
  )
}
