import { uncover } from '../stores/edits.ts'
import { useSelectionStore } from '../stores/selection-store.ts'
import { useShellStore } from '../stores/shell-store.ts'
import { canvas } from './canvas-control.ts'

/** Selects a layer and brings it into view, out of collapsed blocks too. */
export function showLayer(nodeId: string): void {
  uncover(nodeId)
  useSelectionStore.getState().select([nodeId])
  useShellStore.getState().showSidebar('layer')
  canvas().reveal(nodeId)
}
