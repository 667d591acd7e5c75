import { layersOf } from '#shared/document/block-tree.ts'
import { canvas } from '../../editor/canvas-control.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import { useSelectionStore } from '../../stores/selection-store.ts'
import type { Action } from '../action.ts'

/** The space bar adds the layer that has the keyboard to the selection, or takes it out. */
export const selectFocusedAction: Action = {
  id: 'selectFocused',
  labelKey: 'actions.selectFocused',
  shortcuts: [' '],
  undo: 'never',
  scope: 'canvas',
  isEnabled: ({ document }) => document.nodes.length > 0,
  perform() {
    const id = canvas().focused()
    if (id === null) return
    const { selectedNodeIds, selectedEdgeIds, select } = useSelectionStore.getState()
    const own = new Set(layersOf(useDocumentStore.getState().document, id))
    const others = selectedNodeIds.filter((each) => !own.has(each))
    const isSelected = others.length < selectedNodeIds.length
    select(isSelected ? others : [...others, ...own], selectedEdgeIds)
  },
}
