import type { CoreCalls, CoreEvents } from '#shared/contract/core.ts'
import type { Emit, Handlers } from '#shared/contract/define.ts'
import { createDownloads } from '../download/downloads.ts'
import { offerOf, type PublishedSet } from '../download/published-sets.ts'
import { findDataSets } from './find-data-sets.ts'

export interface KnownDataOptions {
  /** Null where there is no folder for data sets: nothing is found or fetched. */
  directory: string | null
  sets: readonly PublishedSet[]
  emit: Emit<Pick<CoreEvents, 'download'>>
}

export interface KnownData {
  calls: Pick<Handlers<CoreCalls>, 'findDataSets' | 'downloadData' | 'cancelDownload'>
  dispose(): void
}

/** The data folder: what is in it, and what is fetched into it. Made without touching disk or network. */
export function createKnownData({ directory, sets, emit }: KnownDataOptions): KnownData {
  const offered = directory === null ? [] : sets
  const downloads = createDownloads({
    directory: directory ?? '',
    sets: offered,
    onState: (state) => emit('download', state),
  })
  return {
    calls: {
      findDataSets: async () => ({
        directory: directory ?? '',
        found: directory === null ? [] : await findDataSets(directory),
        offers: offered.map(offerOf),
        downloads: downloads.states(),
      }),
      downloadData: ({ set }) => downloads.start(set),
      cancelDownload: ({ set }) => downloads.cancel(set),
    },
    dispose: downloads.dispose,
  }
}
