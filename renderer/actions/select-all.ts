import { useDocumentStore } from '../stores/document-store.ts'
import { useSelectionStore } from '../stores/selection-store.ts'
import type { Action } from './action.ts'

export const selectAllAction: Action = {
  id: 'selectAll',
  labelKey: 'actions.selectAll',
  shortcuts: ['Mod+A'],
  undo: 'never',
  menu: { places: ['canvas'], group: 'view' },
  isEnabled: ({ document }) => document.nodes.length > 0,
  perform() {
    const { nodes, edges } = useDocumentStore.getState().document
    useSelectionStore.getState().select(
      nodes.map(({ id }) => id),
      edges.map(({ id }) => id),
    )
  },
}
