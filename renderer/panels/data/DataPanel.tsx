import { Button, Loader, Progress } from '@mantine/core'
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DataSummary } from '#shared/contract/data.ts'
import type { CallError } from '#shared/contract/define.ts'
import { formatShape } from '#shared/layers/shape.ts'
import { core } from '../../client/core-client.ts'
import { useDataStore } from '../../stores/data-store.ts'
import { useCheckedGraph, useDocumentStore } from '../../stores/document-store.ts'
import { useMessageText } from '../../ui/describe.ts'
import { AugmentationSection } from './augment/AugmentationSection.tsx'
import { ClassCounts } from './ClassCounts.tsx'
import classes from './DataPanel.module.css'
import { DataSource } from './DataSource.tsx'
import { DataSummaryView } from './DataSummaryView.tsx'
import { fitNetwork } from './fit-network.ts'
import { Preview } from './Preview.tsx'
import { SkippedFiles } from './SkippedFiles.tsx'

/** What the network learns from. */
export function DataPanel() {
  const data = useDocumentStore((state) => state.document.data)
  const { summary, error, isLoading, load } = useDataStore()
  return (
    <div className={classes.root}>
      <DataSource />
      {isLoading ? <Opening /> : null}
      {error && !isLoading ? <Failure error={error} onRetry={() => load(data, { isForced: true })} /> : null}
      {summary ? <Opened summary={summary} /> : null}
    </div>
  )
}

function Opening() {
  const { t } = useTranslation('views')
  const progress = useDataStore((state) => state.progress)
  const isCounting = progress !== null && progress.total !== null
  return (
    <div className={classes.progress}>
      <p className={classes.loading} role="status" data-testid="data-progress">
        <Loader size={14} /> {isCounting ? t('data.pictures.preparing', { ...progress }) : t('data.loading')}
      </p>
      {isCounting ? <Progress value={(100 * progress.done) / Math.max(1, progress.total ?? 1)} size="sm" /> : null}
      {progress ? (
        <Button variant="default" size="xs" onClick={() => void core.cancelData({})} data-testid="data-cancel">
          {t('data.pictures.cancel')}
        </Button>
      ) : null}
    </div>
  )
}

function Failure({ error, onRetry }: { error: CallError; onRetry: () => void }) {
  const { t } = useTranslation('views')
  const messageText = useMessageText()
  return (
    <div className={classes.failure} role="alert" data-testid="data-error">
      <h3 className={classes.failureTitle}>
        <IconAlertTriangle size={16} />
        {t('data.failed')}
      </h3>
      <p className={classes.sentence} data-selectable>
        {messageText(error)}
      </p>
      <Button variant="default" leftSection={<IconRefresh size={14} />} onClick={onRetry}>
        {t('data.retry')}
      </Button>
    </div>
  )
}

function Opened({ summary }: { summary: DataSummary }) {
  const [label, setLabel] = useState<number | null>(null)
  // A class of one data set is none of another.
  const shown = label !== null && label < summary.classes.length ? label : null
  return (
    <>
      <Misfit summary={summary} />
      <DataSummaryView summary={summary} />
      <SkippedFiles skipped={summary.skipped} />
      <ClassCounts summary={summary} label={shown} onPick={(picked) => setLabel(picked === shown ? null : picked)} />
      <Preview summary={summary} label={shown} onLabel={setLabel} />
      <AugmentationSection summary={summary} />
    </>
  )
}

const misfits: ReadonlySet<string> = new Set(['graph.inputMismatch', 'graph.outputMismatch', 'graph.mapMismatch'])

/** Offers to change the network where the data set does not fit it. */
function Misfit({ summary }: { summary: DataSummary }) {
  const { t } = useTranslation('views')
  const graph = useCheckedGraph()
  const edit = useDocumentStore((state) => state.edit)
  const document = useDocumentStore((state) => state.document)
  const isMisfit = graph.diagnostics.some(({ code }) => misfits.has(code))
  if (!isMisfit || fitNetwork(document, summary) === document) return null
  return (
    <div className={classes.misfit} data-testid="data-misfit">
      <p className={classes.sentence}>
        <IconAlertTriangle className={classes.misfitIcon} size={15} />
        {t('data.misfit', { shape: formatShape(summary.inputShape), classes: summary.classes.length })}
      </p>
      <Button
        fullWidth
        onClick={() => edit((drawing) => fitNetwork(drawing, summary), 'views:edit.fit')}
        data-testid="data-fit"
      >
        {t('data.fit')}
      </Button>
    </div>
  )
}
