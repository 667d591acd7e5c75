import { Button, Loader, Progress } from '@mantine/core'
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CallError } from '#shared/contract/define.ts'
import { core } from '../../client/core-client.ts'
import { useDataStore } from '../../stores/data-store.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import { useMessageText } from '../../ui/describe.ts'
import classes from './DataPanel.module.css'

/** How far the opening of a data set is, or why it failed; nothing once it is open. */
export function OpeningState() {
  const data = useDocumentStore((state) => state.document.data)
  const { error, isLoading, load } = useDataStore()
  if (isLoading) return <Opening />
  return error ? <Failure error={error} onRetry={() => load(data, { isForced: true })} /> : null
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
