import { remove } from '#shared/document/edit.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { useSelectionStore } from '../stores/selection-store.ts'
import type { Action, ActionState } from './action.ts'

export const deleteSelectionAction: Action = {
  id: 'delete',
  labelKey: 'actions.delete',
  shortcuts: ['Delete', 'Backspace'],
  undo: 'now',
  menu: { places: ['layers', 'lines'], group: 'remove' },
  isEnabled: hasSelection,
  perform() {
    const { selectedNodeIds, selectedEdgeIds, select } = useSelectionStore.getState()
    const ids = new Set([...selectedNodeIds, ...selectedEdgeIds])
    useDocumentStore.getState().edit((document) => remove(document, ids), 'app:edits.delete')
    select([])
  },
}

function hasSelection({ selectedNodeIds, selectedEdgeIds }: ActionState): boolean {
  return selectedNodeIds.length + selectedEdgeIds.length > 0
}
