import { create } from 'zustand'
import type { DownloadState, KnownDataSets, KnownSet } from '#shared/contract/known-data.ts'
import { core, onCoreEvent } from '../client/core-client.ts'
import { reportFailure } from './report-failure.ts'

export interface KnownDataState {
  /** Null until the data folder was looked through. */
  known: KnownDataSets | null
  /** The last news of each download. */
  downloads: Partial<Record<KnownSet, DownloadState>>
  /** Looks through the data folder again. */
  load: () => void
  download: (set: KnownSet) => void
  cancel: (set: KnownSet) => void
}

export const useKnownDataStore = create<KnownDataState>()((set) => ({
  known: null,
  downloads: {},
  load() {
    core.findDataSets({}).then((known) => {
      const downloads = Object.fromEntries(known.downloads.map((state) => [state.set, state]))
      set({ known, downloads })
    }, reportFailure)
  },
  download: (name) => void core.downloadData({ set: name }).catch(reportFailure),
  cancel: (name) => void core.cancelDownload({ set: name }).catch(reportFailure),
}))

onCoreEvent('download', (state) => {
  const { downloads, load } = useKnownDataStore.getState()
  useKnownDataStore.setState({ downloads: { ...downloads, [state.set]: state } })
  if (state.phase === 'done') load()
})
