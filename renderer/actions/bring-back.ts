import type { LoomDocument } from '#shared/document/schema.ts'
import { canvas } from '../editor/canvas-control.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { useSelectionStore } from '../stores/selection-store.ts'

/** Makes the drawing what it was; one step that can be undone. */
export function bringBack(version: LoomDocument): void {
  const { edit, endGesture } = useDocumentStore.getState()
  endGesture()
  edit(() => version, 'app:edits.version')
  useSelectionStore.getState().select([])
  canvas().showBeginning()
}
