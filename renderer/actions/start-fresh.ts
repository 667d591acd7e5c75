import { useDocumentStore } from '../stores/document-store.ts'
import type { Action } from './action.ts'

/** Lets the next training begin with random weights again. */
export const startFreshAction: Action = {
  id: 'startFresh',
  labelKey: 'actions.startFresh',
  shortcuts: [],
  undo: 'now',
  isEnabled: ({ document }) => document.initialWeights !== undefined,
  perform() {
    useDocumentStore.getState().edit(({ initialWeights: _, ...document }) => document, 'app:edits.startFresh')
  },
}
