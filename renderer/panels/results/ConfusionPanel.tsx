import { SegmentedControl } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { IconLayoutGrid } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Evaluation } from '#shared/contract/runs.ts'
import { isLargeMatrix } from '../../charts/confusion-figure.ts'
import { EmptyView } from '../../charts/EmptyView.tsx'
import { isActive, useRunStore } from '../../stores/run-store.ts'
import { ExportMenu } from '../../ui/ExportMenu.tsx'
import { tableOfConfusion } from '../../ui/run-tables.ts'
import { ConfusedPairs } from './ConfusedPairs.tsx'
import { ConfusionChart } from './ConfusionChart.tsx'
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

/** More rows and columns of numbers are a wall: the list of pairs and the scores of the classes tell more. */
const mostInTable = 40
/** From this width on the pairs are beside the chart. */
const wide = 960

type View = 'chart' | 'table' | 'pairs'

function Confusion({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useTranslation('views')
  const { ref, width } = useElementSize()
  const [isPercent, setPercent] = useState(false)
  const [chosen, setView] = useState<View>('chart')
  const { confusion, classes: names } = evaluation
  const hasTable = names.length <= mostInTable
  const isWide = width >= wide
  const views: View[] = ['chart', ...(hasTable ? (['table'] as const) : []), ...(isWide ? [] : (['pairs'] as const))]
  const view = views.includes(chosen) ? chosen : 'chart'
  const pairs = <ConfusedPairs result={evaluation} onOpen={openCell} />
  return (
    <div ref={ref} className={classes.root}>
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
          {views.length > 1 ? (
            <SegmentedControl
              data={views.map((value) => ({ value, label: t(`confusion.${value}`) }))}
              value={view}
              onChange={(value) => setView(value as View)}
              aria-label={t('confusion.view')}
              data-testid="confusion-view"
            />
          ) : null}
        </div>
        <p className={classes.hint}>
          {t(isLargeMatrix(names.length) ? 'confusion.openLarge' : 'confusion.openCell')}{' '}
          <ExportMenu table={() => tableOfConfusion(evaluation)} testId="confusion-export" />
        </p>
      </TestFigures>
      <div className={classes.matrix}>
        {view === 'chart' ? (
          <ConfusionChart
            confusion={confusion}
            classes={names}
            isPercent={isPercent}
            onOpen={openCell}
            testId="confusion"
          />
        ) : null}
        {hasTable ? <ConfusionTable evaluation={evaluation} isPercent={isPercent} isHidden={view !== 'table'} /> : null}
        {view === 'pairs' ? pairs : null}
      </div>
      {isWide ? <div className={classes.pairs}>{pairs}</div> : null}
    </div>
  )
}
