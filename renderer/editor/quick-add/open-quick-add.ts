import { useDocumentStore } from '../../stores/document-store.ts'
import { useOverlayStore } from '../../stores/overlay-store.ts'
import { canvas } from '../canvas-control.ts'
import { placeAt } from './quick-add-place.ts'

/** A double click on the empty canvas asks for a layer there. */
export function openQuickAdd({ target, clientX: x, clientY: y }: React.MouseEvent): void {
  if (!(target instanceof Element) || !target.classList.contains('react-flow__pane')) return
  const position = canvas().toDrawing(x, y)
  if (!position) return
  const place = placeAt(useDocumentStore.getState().document, position)
  useOverlayStore.getState().open({ kind: 'quickAdd', at: { x, y }, place })
}
