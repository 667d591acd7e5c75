import { layersOf } from '#shared/document/block-tree.ts'
import { isTextField } from '../../actions/keyboard.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import { useOverlayStore } from '../../stores/overlay-store.ts'
import { useSelectionStore } from '../../stores/selection-store.ts'

/** A right click: selects what lies under the pointer, unless it is selected already, and opens its menu. */
export function openMenu(event: React.MouseEvent): void {
  const { target, nativeEvent } = event
  if (!(target instanceof Element) || isTextField(target)) return
  event.preventDefault()
  // The menu key comes here too; it has an action of its own.
  if (nativeEvent instanceof PointerEvent && nativeEvent.pointerType === '') return
  const at = { x: event.clientX, y: event.clientY }
  useOverlayStore.getState().open({ kind: 'menu', place: selectUnder(target), at })
}

function selectUnder(target: Element): 'layers' | 'lines' | 'canvas' {
  const { selectedNodeIds, selectedEdgeIds, select } = useSelectionStore.getState()
  if (target.closest('.react-flow__nodesselection')) return 'layers'
  const nodeId = target.closest('.react-flow__node')?.getAttribute('data-id')
  if (nodeId) {
    const layers = layersOf(useDocumentStore.getState().document, nodeId)
    if (!layers.every((id) => selectedNodeIds.includes(id))) select(layers)
    return 'layers'
  }
  const edgeId = target.closest('.react-flow__edge')?.getAttribute('data-id')
  if (!edgeId) return 'canvas'
  if (!selectedEdgeIds.includes(edgeId)) select([], [edgeId])
  return 'lines'
}
