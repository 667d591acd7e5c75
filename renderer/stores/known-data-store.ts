import { create } from 'zustand'
import type { DownloadState, KnownDataSets, KnownSet } from '#shared/contract/known-data.ts'
import type { DataChoice } from '#shared/document/schema.ts'
import { core, onCoreEvent } from '../client/core-client.ts'
import { reportFailure } from './report-failure.ts'

export interface KnownDataState {
  /** Null until the data folder was looked through. */
  known: KnownDataSets | null
  /** The last news of each download. */
  downloads: Partial<Record<KnownSet, DownloadState>>
  /** The data that came with the last template, as the very object in its drawing, and what it is made for but was not here. */
  ofTemplate: { data: DataChoice; missing: KnownSet | null } | null
  /** Looks through the data folder again. */
  load: () => void
  /** Looks through the data folder for a set; null where it is not there, or cannot be looked for in time. */
  find: (set: KnownSet) => Promise<DataChoice | null>
  keepTemplateData: (ofTemplate: KnownDataState['ofTemplate']) => void
  download: (set: KnownSet) => void
  cancel: (set: KnownSet) => void
}

/** A drawing does not wait longer for a folder on a slow disk, or for a core that is just starting. */
const patienceMs = 2000

export const useKnownDataStore = create<KnownDataState>()((set) => ({
  known: null,
  downloads: {},
  ofTemplate: null,
  load: () => void look().catch(reportFailure),
  async find(name) {
    const tooLate = new Promise<null>((resolve) => setTimeout(resolve, patienceMs, null))
    try {
      const known = await Promise.race([look(), tooLate])
      return known?.found.find((each) => each.set === name)?.choice ?? null
    } catch {
      // A drawing is opened all the same; the data panel looks again and tells what is wrong.
      return null
    }
  },
  keepTemplateData: (ofTemplate) => set({ ofTemplate }),
  download: (name) => void core.downloadData({ set: name }).catch(reportFailure),
  cancel: (name) => void core.cancelDownload({ set: name }).catch(reportFailure),
}))

async function look(): Promise<KnownDataSets> {
  const known = await core.findDataSets({})
  const downloads = Object.fromEntries(known.downloads.map((state) => [state.set, state]))
  useKnownDataStore.setState({ known, downloads })
  return known
}

onCoreEvent('download', (state) => {
  const { downloads, load } = useKnownDataStore.getState()
  useKnownDataStore.setState({ downloads: { ...downloads, [state.set]: state } })
  if (state.phase === 'done') load()
})
