import { create } from 'zustand'
import type { DataProgress, DataSummary } from '#shared/contract/data.ts'
import type { CallError } from '#shared/contract/define.ts'
import type { DataChoice } from '#shared/document/schema.ts'
import { toCallError } from '../client/call-failure.ts'
import { core, onCoreEvent } from '../client/core-client.ts'

export interface DataState {
  /** The opened data set; null while none is, so that nothing is checked against a wrong one. */
  summary: DataSummary | null
  /** Why the chosen data set cannot be opened. */
  error: CallError | null
  isLoading: boolean
  /** How far a set is that takes its time to be opened; null while there is nothing to tell. */
  progress: DataProgress | null
  /** The data set that is open or being opened. */
  choice: DataChoice | null
  /** Opens a data set; the last one asked for wins. One that is open already, or on its way, is not opened again. */
  load: (choice: DataChoice, options?: { isForced?: boolean }) => void
}

/** Numbers are still being typed while they change faster than this. */
const settleMs = 250

let waiting: ReturnType<typeof setTimeout> | undefined

export const useDataStore = create<DataState>()((set, get) => ({
  summary: null,
  error: null,
  isLoading: false,
  progress: null,
  choice: null,
  load(choice, options = {}) {
    const before = get().choice
    if (before !== null && isSameChoice(before, choice) && !options.isForced) return
    set({ choice, isLoading: true, progress: null })
    clearTimeout(waiting)
    const isTyping = before !== null && before.source === choice.source
    waiting = setTimeout(() => void open(choice), isTyping ? settleMs : 0)
  },
}))

async function open(choice: DataChoice): Promise<void> {
  const outcome = await core.openData({ data: choice }).then(
    (summary) => ({ summary, error: null }),
    (thrown: unknown) => ({ summary: null, error: toCallError(thrown) }),
  )
  if (useDataStore.getState().choice === choice) {
    useDataStore.setState({ ...outcome, isLoading: false, progress: null })
  }
}

onCoreEvent('dataProgress', (progress) => {
  const { choice, isLoading } = useDataStore.getState()
  if (isLoading && choice && isSameChoice(choice, progress.choice)) useDataStore.setState({ progress })
})

export function isSameChoice(a: DataChoice, b: DataChoice): boolean {
  const entries = (choice: DataChoice) => JSON.stringify(Object.entries(choice).sort())
  return a === b || entries(a) === entries(b)
}
