import { Button, Loader } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { nameRuns } from '#shared/comparison/name-runs.ts'
import type { RunComparison, RunDetails } from '#shared/contract/records.ts'
import { core } from '../../../client/core-client.ts'
import { reportFailure } from '../../../stores/report-failure.ts'
import { useRunsStore } from '../../../stores/runs-store.ts'
import { SaveReport } from '../SaveReport.tsx'
import { useRunDetails } from '../use-run-details.ts'
import { Card } from './Card.tsx'
import classes from './Compare.module.css'
import { OverlaidCurves } from './OverlaidCurves.tsx'
import { PairViews } from './PairViews.tsx'
import { StudyTableView } from './StudyTableView.tsx'
import { Verdicts } from './Verdicts.tsx'

/** Several runs side by side: what is more than chance, the study's table, curves, mistakes, pictures and graphs. */
export function RunsComparison({ runIds }: { runIds: readonly string[] }) {
  const { t } = useTranslation('runs')
  const compare = useRunsStore((state) => state.compare)
  const details = useRunDetails(runIds)
  const comparison = useComparison(runIds)
  return (
    <div className={classes.view} data-testid="runs-comparison">
      <header className={classes.bar}>
        <Button
          variant="default"
          leftSection={<IconArrowLeft size={15} />}
          onClick={() => compare(null)}
          data-testid="runs-back"
        >
          {t('back')}
        </Button>
        <h2 className={classes.heading}>{t('comparison', { count: runIds.length })}</h2>
        {details ? <SaveReport runs={details} /> : null}
      </header>
      {details && comparison ? <Compared runs={details} comparison={comparison} /> : <Loader size={18} m={20} />}
    </div>
  )
}

function useComparison(runIds: readonly string[]): RunComparison | null {
  const [comparison, setComparison] = useState<RunComparison | null>(null)
  const key = runIds.join(' ')
  useEffect(() => {
    let isGone = false
    core.compareRuns({ runIds: key.split(' ') }).then((found) => {
      if (!isGone) setComparison(found)
    }, reportFailure)
    return () => {
      isGone = true
    }
  }, [key])
  return comparison
}

function Compared({ runs, comparison }: { runs: readonly RunDetails[]; comparison: RunComparison }) {
  const { t } = useTranslation('runs')
  return (
    <div className={classes.body}>
      <Card title={t('verdict')}>
        <Verdicts runs={runs} comparison={comparison} />
      </Card>
      <Card title={t('study')}>
        <StudyTableView runs={runs} comparison={comparison} />
      </Card>
      <Card title={t('curves')}>
        <div className={classes.curves}>
          <OverlaidCurves runs={runs} comparison={comparison} />
        </div>
      </Card>
      <PairViews compared={nameRuns(runs, comparison)} />
    </div>
  )
}
