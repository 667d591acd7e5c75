import { temporal } from 'zundo'
import { create, useStore } from 'zustand'
import type { DataSummary } from '#shared/contract/data.ts'
import { emptyDocument, type LoomDocument } from '#shared/document/schema.ts'
import type { CheckedGraph, CheckOptions } from '#shared/graph/check-graph.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import type { DataFacts } from '#shared/graph/check-heads.ts'
import { useDataStore } from './data-store.ts'
import { continuesGesture, type EditOptions, type HistoryEntry, historyLimit } from './history.ts'
import { timed } from './timed.ts'

export interface DocumentState {
  document: LoomDocument
  /** Where the project was opened from or saved to; null for one that was never saved. */
  path: string | null
  /** Names the drawing until it has a path. */
  draft: string
  isDirty: boolean
  /** The document as it is on disk; the drawing is dirty when it is another one. */
  saved: LoomDocument
  /** i18n key of the edit that made this document: what undo takes back. */
  editLabel: string
  gesture: string | null
  /** Changes the drawing; an undo step, unless it continues the gesture of the edit before it. */
  edit: (change: (document: LoomDocument) => LoomDocument, label: string, options?: EditOptions) => void
  /** Ends a gesture: the next edit is a new undo step. */
  endGesture: () => void
  /** Puts another project in place and forgets the steps. `isUnsaved`: it is on no disk, and would be missed. */
  replace: (document: LoomDocument, path: string | null, options?: { isUnsaved?: boolean }) => void
  /** Marks `document` as what is on disk at `path`. */
  markSaved: (document: LoomDocument, path: string) => void
}

const blank = emptyDocument()

export const useDocumentStore = create<DocumentState>()(
  temporal(
    (set, get) => ({
      document: blank,
      path: null,
      draft: crypto.randomUUID(),
      isDirty: false,
      saved: blank,
      editLabel: '',
      gesture: null,
      edit(change, label, options = {}) {
        const { document, saved, gesture } = get()
        const changed = change(document)
        if (changed === document) return
        const next = {
          document: changed,
          editLabel: label,
          isDirty: changed !== saved,
          gesture: options.gesture ?? null,
        }
        if (continuesGesture(gesture, options.gesture)) withoutHistory(() => set(next))
        else set(next)
      },
      endGesture: () => set({ gesture: null }),
      replace(document, path, options = {}) {
        const isDirty = options.isUnsaved === true
        const draft = crypto.randomUUID()
        set({ document, path, draft, saved: isDirty ? blank : document, isDirty, editLabel: '', gesture: null })
        history().clear()
      },
      markSaved: (saved, path) => set({ saved, path, isDirty: get().document !== saved, gesture: null }),
    }),
    {
      limit: historyLimit,
      partialize: ({ document, editLabel }): HistoryEntry => ({ document, editLabel }),
      equality: (before, after) => before.document === after.document,
    },
  ),
)

function history() {
  return useDocumentStore.temporal.getState()
}

function withoutHistory(act: () => void): void {
  history().pause()
  act()
  history().resume()
}

export function undo(): void {
  history().undo()
  syncAfterJump()
}

export function redo(): void {
  history().redo()
  syncAfterJump()
}

function syncAfterJump(): void {
  const { document, saved } = useDocumentStore.getState()
  useDocumentStore.setState({ isDirty: document !== saved, gesture: null })
}

/** What undo and redo would do now: the label of the edit, or null where there is none. */
export function useHistoryLabels(): { undo: string | null; redo: string | null } {
  const editLabel = useDocumentStore((state) => state.editLabel)
  const canUndo = useStore(useDocumentStore.temporal, (state) => state.pastStates.length > 0)
  const redoLabel = useStore(useDocumentStore.temporal, (state) => state.futureStates.at(-1)?.editLabel ?? null)
  return { undo: canUndo ? editLabel : null, redo: redoLabel }
}

let lastChecked: { document: LoomDocument; data: DataFacts | null; graph: CheckedGraph } | null = null

/** The checked graph of the drawing against the chosen data set; computed once per change, however many ask. */
export function useCheckedGraph(): CheckedGraph {
  const document = useDocumentStore((state) => state.document)
  const summary = useDataStore((state) => state.summary)
  return checkOnce(document, summary)
}

/** The same, outside of React. */
export function checkedGraph(): CheckedGraph {
  return checkOnce(useDocumentStore.getState().document, useDataStore.getState().summary)
}

type Summary = Pick<DataSummary, 'inputShape' | 'classes'>
const dataOf = new WeakMap<object, DataFacts>()

/** What the drawing is checked against. */
export function checkOptions(): CheckOptions {
  const { summary } = useDataStore.getState()
  return summary ? { data: factsOf(summary) } : {}
}

function factsOf(summary: Summary): DataFacts {
  const { inputShape, classes } = summary
  const classNames = classes.map(({ en }) => en)
  const known = dataOf.get(summary) ?? { inputShape, classCount: classes.length, classNames }
  dataOf.set(summary, known)
  return known
}

function checkOnce(document: LoomDocument, summary: Summary | null): CheckedGraph {
  const data = summary ? factsOf(summary) : null
  if (lastChecked?.document !== document || lastChecked.data !== data) {
    lastChecked = { document, data, graph: timed('loom:check', () => checkGraph(document, data ? { data } : {})) }
  }
  return lastChecked.graph
}
