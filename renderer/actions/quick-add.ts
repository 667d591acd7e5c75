import { canvas } from '../editor/canvas-control.ts'
import { quickAddPlace } from '../editor/quick-add/quick-add-place.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { useOverlayStore } from '../stores/overlay-store.ts'
import { useSelectionStore } from '../stores/selection-store.ts'
import type { Action } from './action.ts'

/** Opens the list of layers: for the selected line or after the selected layer, else where the pointer is. */
export const quickAddAction: Action = {
  id: 'quickAdd',
  labelKey: 'actions.quickAdd',
  shortcuts: ['A'],
  undo: 'never',
  menu: { places: ['canvas', 'layers', 'lines'], group: 'add' },
  isEnabled: () => true,
  perform() {
    const { document } = useDocumentStore.getState()
    const { selectedNodeIds, selectedEdgeIds } = useSelectionStore.getState()
    const nodeId = selectedNodeIds.at(-1) ?? null
    const edgeId = nodeId === null ? (selectedEdgeIds.at(-1) ?? null) : null
    const place = quickAddPlace(document, { nodeId, edgeId }, canvas().pointer() ?? canvas().center())
    useOverlayStore.getState().open({ kind: 'quickAdd', at: canvas().toScreen(place.position), place })
  },
}
