import { useTranslation } from 'react-i18next'
import type { KnownSet } from '#shared/contract/known-data.ts'
import { useFormats } from '../../charts/use-formats.ts'
import { useKnownDataStore } from '../../stores/known-data-store.ts'

/** In a line: what the data set is, and whether it is on this computer. */
export function KnownSetNote({ set, isChosen }: { set: KnownSet; isChosen: boolean }) {
  const { t } = useTranslation('views')
  const { percent } = useFormats()
  const found = useKnownDataStore(({ known }) => known?.found.find((each) => each.set === set))
  const download = useKnownDataStore(({ downloads }) => downloads[set])
  const about = t(`data.sourceNote.${set}`)
  // One that was chosen from elsewhere is here, if not in the data folder.
  if (isChosen) return about
  if (found) return t('data.known.here', { about })
  if (download?.phase !== 'running') return t('data.known.notHere', { about })
  return t('data.known.loading', { about, share: percent(download.receivedBytes / download.bytes, 0) })
}
