import { Button } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DataSummary } from '#shared/contract/data.ts'
import { useDataStore } from '../../stores/data-store.ts'
import { useDataViewStore } from '../../stores/data-view-store.ts'
import { useShellStore } from '../../stores/shell-store.ts'
import { ClassCounts } from './ClassCounts.tsx'
import classes from './DataPanel.module.css'
import { DataSource } from './DataSource.tsx'
import { DataSummaryView } from './DataSummaryView.tsx'
import { Misfit } from './Misfit.tsx'
import { OpeningState } from './OpeningState.tsx'
import { SkippedFiles } from './SkippedFiles.tsx'

/** What the network learns from, in short; its page has all of it. */
export function DataPanel() {
  const summary = useDataStore((state) => state.summary)
  return (
    <div className={classes.root}>
      <DataSource />
      <OpeningState />
      {summary ? <Opened summary={summary} /> : null}
    </div>
  )
}

function Opened({ summary }: { summary: DataSummary }) {
  const { t } = useTranslation('data')
  const showPage = useShellStore((state) => state.showPage)
  const filter = useDataViewStore((state) => state.filter)
  const show = (label: number) => {
    filter({ label })
    showPage('data')
  }
  return (
    <>
      <Misfit summary={summary} />
      <DataSummaryView summary={summary} />
      <SkippedFiles skipped={summary.skipped} />
      <Button
        variant="default"
        rightSection={<IconArrowRight size={15} />}
        onClick={() => showPage('data')}
        data-testid="data-open-page"
      >
        {t('openPage')}
      </Button>
      <ClassCounts summary={summary} label={null} onPick={show} />
    </>
  )
}
