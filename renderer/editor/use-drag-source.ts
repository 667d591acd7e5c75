import { useRef } from 'react'
import type { ScreenPoint } from '../stores/overlay-store.ts'
import { cancelPaletteDrag } from './palette-drag.ts'

/** A press becomes a drag when the pointer has moved this far, in pixels. */
const dragThreshold = 4

interface DragSource {
  onDrag: (at: ScreenPoint) => void
  onDrop: () => void
  /** Puts it at once: by double click or Enter. */
  onPut: () => void
}

/** Makes a palette entry draggable with the mouse, a pen or a finger. */
export function useDragSource({ onDrag, onDrop, onPut }: DragSource) {
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
      if (from.isDragging) onDrag({ x: clientX, y: clientY })
    },
    onPointerUp() {
      if (end()) onDrop()
    },
    onPointerCancel() {
      if (end()) cancelPaletteDrag()
    },
    onDoubleClick: onPut,
    onKeyDown(event: React.KeyboardEvent<HTMLElement>) {
      if (event.key === 'Escape' && end()) cancelPaletteDrag()
      if (event.key !== 'Enter') return
      event.preventDefault()
      onPut()
    },
  }
}
