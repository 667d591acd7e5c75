import { useRef } from 'react'
import { appendToSelection, cancelLayerDrag, dragLayer, dropLayer } from './palette-drag.ts'

/** A press becomes a drag when the pointer has moved this far, in pixels. */
const dragThreshold = 4

/** Makes a palette entry draggable with the mouse, a pen or a finger; a double click or Enter puts the layer at once. */
export function useDragSource(kind: string) {
  const start = useRef<{ x: number; y: number; isDragging: boolean } | null>(null)
  const end = () => {
    const wasDragging = start.current?.isDragging === true
    start.current = null
    return wasDragging
  }
  return {
    onPointerDown(event: React.PointerEvent<HTMLElement>) {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      start.current = { x: event.clientX, y: event.clientY, isDragging: false }
    },
    onPointerMove({ clientX, clientY }: React.PointerEvent<HTMLElement>) {
      const from = start.current
      if (!from) return
      from.isDragging ||= Math.hypot(clientX - from.x, clientY - from.y) >= dragThreshold
      if (from.isDragging) dragLayer(kind, clientX, clientY)
    },
    onPointerUp() {
      if (end()) dropLayer()
    },
    onPointerCancel() {
      if (end()) cancelLayerDrag()
    },
    onDoubleClick() {
      appendToSelection(kind)
    },
    onKeyDown(event: React.KeyboardEvent<HTMLElement>) {
      if (event.key === 'Escape' && end()) cancelLayerDrag()
      if (event.key !== 'Enter') return
      event.preventDefault()
      appendToSelection(kind)
    },
  }
}
