import { Button, SegmentedControl } from '@mantine/core'
import { IconAdjustments } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { RunsView } from '../panels/runs/RunsView.tsx'
import { QueueView } from '../panels/sweep/QueueView.tsx'
import { useSweepStore } from '../stores/sweep-store.ts'
import classes from './Pages.module.css'

/** The runs that are kept, and those that are still to come. */
export function RunsPage() {
  const { t } = useTranslation('runs')
  const isQueueShown = useSweepStore((state) => state.isQueueShown)
  const { showQueue, vary } = useSweepStore.getState()
  return (
    <div className={`${classes.over} ${classes.runs}`} data-testid="page-runs">
      <header className={classes.runsBar}>
        <SegmentedControl
          size="xs"
          aria-label={t('tabs.label')}
          data={[
            { value: 'record', label: t('tabs.record') },
            { value: 'queue', label: t('tabs.queue') },
          ]}
          value={isQueueShown ? 'queue' : 'record'}
          onChange={(value) => showQueue(value === 'queue')}
          data-testid="runs-tabs"
        />
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconAdjustments size={14} />}
          title={t('sweep.openHint')}
          onClick={() => vary()}
          data-testid="sweep-open"
        >
          {t('sweep.open')}
        </Button>
      </header>
      <div className={classes.runsBody}>{isQueueShown ? <QueueView /> : <RunsView />}</div>
    </div>
  )
}
