import path from 'node:path'
import type { DownloadState, KnownSet } from '#shared/contract/known-data.ts'
import { toMessage } from '#shared/messages/loom-error.ts'
import { fetchFile } from './fetch-file.ts'
import { bytesOf, type PublishedSet } from './published-sets.ts'

export interface Downloads {
  /** Begins, or goes on with what is there already; one that runs is left alone. */
  start(set: KnownSet): void
  /** Stops; what has come is kept. */
  cancel(set: KnownSet): void
  states(): DownloadState[]
  dispose(): void
}

export interface DownloadOptions {
  /** Each set goes into a folder of its name in here. */
  directory: string
  sets: readonly PublishedSet[]
  onState(state: DownloadState): void
  idleMs?: number
  pauseMs?: number
}

/** News of a download are told no more often. */
const newsMs = 200

/** Fetches published data sets, and only when `start` is called. */
export function createDownloads(options: DownloadOptions): Downloads {
  const states = new Map<KnownSet, DownloadState>()
  const running = new Map<KnownSet, AbortController>()

  function tell(state: DownloadState): void {
    states.set(state.set, state)
    options.onState(state)
  }

  async function run(published: PublishedSet, signal: AbortSignal): Promise<DownloadState> {
    const { set, files, addresses } = published
    const bytes = bytesOf(files)
    const directory = path.join(options.directory, set)
    let before = 0
    let toldAt = 0
    const onProgress = (received: number) => {
      const now = Date.now()
      if (now - toldAt < newsMs || signal.aborted) return
      toldAt = now
      tell({ set, phase: 'running', receivedBytes: before + received, bytes })
    }
    try {
      for (const file of files) {
        await fetchFile(file, { ...options, directory, addresses, signal, onProgress })
        before += file.bytes
      }
      return { set, phase: 'done' }
    } catch (error) {
      return signal.aborted ? { set, phase: 'cancelled' } : { set, phase: 'failed', error: toMessage(error) }
    }
  }

  return {
    start(set) {
      const published = options.sets.find((each) => each.set === set)
      if (!published || running.has(set)) return
      const abort = new AbortController()
      running.set(set, abort)
      tell({ set, phase: 'running', receivedBytes: 0, bytes: bytesOf(published.files) })
      void run(published, abort.signal).then((state) => {
        running.delete(set)
        tell(state)
      })
    },
    cancel: (set) => running.get(set)?.abort(),
    states: () => [...states.values()],
    dispose() {
      for (const abort of running.values()) abort.abort()
    },
  }
}
