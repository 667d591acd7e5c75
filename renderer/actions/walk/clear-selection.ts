import { useSelectionStore } from '../../stores/selection-store.ts'
import type { Action } from '../action.ts'

export const clearSelectionAction: Action = {
  id: 'clearSelection',
  labelKey: 'actions.clearSelection',
  shortcuts: ['Escape'],
  undo: 'never',
  scope: 'canvas',
  isEnabled: ({ selectedNodeIds, selectedEdgeIds }) => selectedNodeIds.length + selectedEdgeIds.length > 0,
  perform: () => useSelectionStore.getState().select([]),
}
