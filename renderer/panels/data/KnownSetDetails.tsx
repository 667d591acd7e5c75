import { Button, Progress, SegmentedControl } from '@mantine/core'
import { IconDownload, IconFile, IconFolderOpen, IconX } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { DownloadState, KnownSet } from '#shared/contract/known-data.ts'
import type { DataChoice } from '#shared/document/schema.ts'
import { useFormats } from '../../charts/use-formats.ts'
import { useKnownDataStore } from '../../stores/known-data-store.ts'
import { useMessageText } from '../../ui/describe.ts'
import { chooseData } from './choose-data.ts'
import classes from './DataSource.module.css'
import { choiceAt, pathOf } from './data-entries.ts'

interface KnownSetDetailsProps {
  set: KnownSet
  /** Null where it is not what is learned from, because it is not here. */
  data: DataChoice | null
  onChange: (data: DataChoice) => void
}

/** Where a known data set lies; where it does not, how it comes here: chosen by hand, or fetched by a press of the button. */
export function KnownSetDetails({ set, data, onChange }: KnownSetDetailsProps) {
  const { t } = useTranslation('views')
  const { known, downloads } = useKnownDataStore()
  const download = downloads[set]
  const choice = known?.found.find((each) => each.set === set)?.choice
  useChosenWhenThere({ isMissing: data === null, choice, download }, onChange)
  const choose = async (what: 'folder' | 'file') => {
    const path = await chooseData(what)
    if (path !== null) onChange(choiceAt(set, path))
  }
  const path = data && pathOf(data)
  return (
    <div className={classes.settings}>
      {path ? (
        <p className={classes.path} title={path} data-selectable>
          <bdi>{path}</bdi>
        </p>
      ) : (
        <Missing set={set} directory={known?.directory ?? ''} />
      )}
      {set === 'cifar-100' && data?.source === 'cifar' ? (
        <SegmentedControl
          fullWidth
          data={(['fine', 'coarse'] as const).map((value) => ({ value, label: t(`data.labels.${value}`) }))}
          value={data.labels}
          onChange={(labels) => onChange({ ...data, labels: labels === 'coarse' ? 'coarse' : 'fine' })}
          aria-label={t('data.labels.title')}
          data-testid="data-labels"
        />
      ) : null}
      <div className={classes.pair}>
        <Button
          variant="default"
          leftSection={<IconFolderOpen size={15} />}
          onClick={() => void choose('folder')}
          data-testid={`data-folder-${set}`}
        >
          {t('data.known.folder')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconFile size={15} />}
          onClick={() => void choose('file')}
          data-testid={`data-file-${set}`}
        >
          {t('data.known.file')}
        </Button>
      </div>
    </div>
  )
}

/** One who fetched a data set and still looks at it wants it: it is chosen when it has come. */
function useChosenWhenThere(
  now: { isMissing: boolean; choice: DataChoice | undefined; download: DownloadState | undefined },
  onChange: (data: DataChoice) => void,
): void {
  const { isMissing, choice, download } = now
  const wasRunning = useRef(false)
  if (download?.phase === 'running') wasRunning.current = true
  useEffect(() => {
    if (isMissing && choice && download?.phase === 'done' && wasRunning.current) {
      wasRunning.current = false
      onChange(choice)
    }
  })
}

function Missing({ set, directory }: { set: KnownSet; directory: string }) {
  const { t } = useTranslation('views')
  const { bytes, percent } = useFormats()
  const messageText = useMessageText()
  const { known, downloads, download: fetchSet, cancel } = useKnownDataStore()
  const offer = known?.offers.find((each) => each.set === set)
  const state = downloads[set]
  if (state?.phase === 'running') {
    const share = state.receivedBytes / state.bytes
    const received = bytes(state.receivedBytes)
    return (
      <div className={classes.download} data-testid={`data-progress-${set}`}>
        <Progress value={100 * share} size={6} aria-label={t('data.known.progress')} />
        <span className={`${classes.hint} loom-numbers`}>
          {t('data.known.received', { received, bytes: bytes(state.bytes), share: percent(share, 0) })}
        </span>
        <Button
          variant="subtle"
          leftSection={<IconX size={15} />}
          onClick={() => cancel(set)}
          data-testid={`data-cancel-${set}`}
        >
          {t('data.known.cancel')}
        </Button>
      </div>
    )
  }
  return (
    <>
      {state?.phase === 'failed' ? (
        <p className={classes.failed} role="alert" data-selectable data-testid={`data-failed-${set}`}>
          {messageText(state.error)}
        </p>
      ) : (
        <p className={classes.hint} data-selectable>
          {t('data.known.missing', { directory })}
        </p>
      )}
      {offer ? (
        <Button
          leftSection={<IconDownload size={15} />}
          onClick={() => fetchSet(set)}
          title={offer.addresses.join('\n')}
          classNames={{ root: classes.fetch, label: classes.fetchLabel }}
          data-testid={`data-download-${set}`}
        >
          {t('data.known.download', { bytes: bytes(offer.bytes), host: offer.host })}
        </Button>
      ) : null}
    </>
  )
}
