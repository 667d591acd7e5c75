import { create } from 'zustand'
import type { RunPage, RunQuery } from '#shared/contract/records.ts'
import { core, onCoreEvent } from '../client/core-client.ts'
import { reportFailure } from './report-failure.ts'
import { useShellStore } from './shell-store.ts'

export const runsPageSize = 50

type Sort = NonNullable<RunQuery['sort']>

/** Which runs are wanted. */
export interface RunFilter {
  text: string
  tags: string[]
  data: string | null
  network: string | null
  states: NonNullable<RunQuery['states']>
}

export const everyRun: RunFilter = { text: '', tags: [], data: null, network: null, states: [] }

export interface RunsState {
  filter: RunFilter
  sort: Sort
  offset: number
  /** Null before the first answer. */
  page: RunPage | null
  /** Marked to be compared or deleted, in the order of the marks; those on other pages too. */
  marked: string[]
  /** The one whose details are shown. */
  shown: string | null
  /** Those that are compared; null while the list is shown. */
  compared: string[] | null
  /** What was deleted last and can be brought back. */
  deleted: string[]
  setFilter: (change: Partial<RunFilter>) => void
  sortBy: (by: Sort['by']) => void
  setOffset: (offset: number) => void
  toggleMark: (runId: string) => void
  clearMarks: () => void
  show: (runId: string | null) => void
  compare: (runIds: string[] | null) => void
  remove: (runIds: readonly string[]) => Promise<void>
  undoRemove: () => Promise<void>
  forgetRemoved: () => void
  /** Asks the core anew. */
  load: () => Promise<void>
}

export const useRunsStore = create<RunsState>()((set, get) => ({
  filter: everyRun,
  sort: { by: 'startedAt', isDescending: true },
  offset: 0,
  page: null,
  marked: [],
  shown: null,
  compared: null,
  deleted: [],
  setFilter(change) {
    set({ filter: { ...get().filter, ...change }, offset: 0 })
    void get().load()
  },
  sortBy(by) {
    const { sort } = get()
    // Names from A, all else from the largest; another press turns it round.
    const isDescending = sort.by === by ? !sort.isDescending : by !== 'name'
    set({ sort: { by, isDescending }, offset: 0 })
    void get().load()
  },
  setOffset(offset) {
    set({ offset })
    void get().load()
  },
  toggleMark(runId) {
    const { marked } = get()
    set({ marked: marked.includes(runId) ? marked.filter((each) => each !== runId) : [...marked, runId] })
  },
  clearMarks: () => set({ marked: [] }),
  show: (shown) => set({ shown }),
  compare: (compared) => set({ compared }),
  async remove(runIds) {
    const { deleted } = await core.deleteRuns({ runIds: [...runIds] })
    const { marked, shown } = get()
    const isGone = (runId: string) => deleted.includes(runId)
    set({
      deleted,
      marked: marked.filter((runId) => !isGone(runId)),
      shown: shown !== null && isGone(shown) ? null : shown,
    })
    await get().load()
  },
  async undoRemove() {
    const { deleted } = get()
    set({ deleted: [] })
    await core.restoreRuns({ runIds: deleted })
    await get().load()
  },
  forgetRemoved: () => set({ deleted: [] }),
  load,
}))

let asked = 0

async function load(): Promise<void> {
  asked += 1
  const question = asked
  const { filter, sort, offset } = useRunsStore.getState()
  try {
    const page = await core.listRuns({ ...filter, sort, offset, count: runsPageSize })
    // An answer that comes after a later question is out of date.
    if (question !== asked) return
    const isPastEnd = page.rows.length === 0 && page.total > 0
    if (!isPastEnd) return useRunsStore.setState({ page })
    useRunsStore.setState({ offset: Math.floor((page.total - 1) / runsPageSize) * runsPageSize })
    await load()
  } catch (thrown) {
    reportFailure(thrown)
  }
}

let timer: ReturnType<typeof setTimeout> | undefined
const pauseMs = 150

// A list that nobody has asked for yet is asked for when its page opens.
onCoreEvent('records', () => {
  if (useRunsStore.getState().page === null) return
  clearTimeout(timer)
  timer = setTimeout(() => void load(), pauseMs)
})
onCoreEvent('recordsNotice', (message) => {
  useShellStore.getState().notify({ tone: 'error', content: { message } })
})
