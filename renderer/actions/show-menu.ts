import { canvas } from '../editor/canvas-control.ts'
import { useOverlayStore } from '../stores/overlay-store.ts'
import { useSelectionStore } from '../stores/selection-store.ts'
import type { Action } from './action.ts'

/** The context menu for the keyboard: of what is selected, beside it. */
export const showMenuAction: Action = {
  id: 'showMenu',
  labelKey: 'actions.showMenu',
  shortcuts: ['Shift+F10', 'ContextMenu'],
  undo: 'never',
  isEnabled: () => true,
  perform() {
    const { selectedNodeIds, selectedEdgeIds } = useSelectionStore.getState()
    const [id, place] =
      selectedNodeIds.length > 0
        ? ([selectedNodeIds.at(-1), 'layers'] as const)
        : selectedEdgeIds.length > 0
          ? ([selectedEdgeIds.at(-1), 'lines'] as const)
          : ([undefined, 'canvas'] as const)
    useOverlayStore.getState().open({ kind: 'menu', place, at: canvas().screenPoint(id ?? null) })
  },
}
