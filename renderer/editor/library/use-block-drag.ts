import { useRef } from 'react'
import { type BuildBlock, dropBlockAt } from './insert-block.ts'

/** A press becomes a drag when the pointer has moved this far, in pixels. */
const dragThreshold = 4

/** Makes a block of the palette draggable onto the canvas. */
export function useBlockDrag(build: BuildBlock) {
  const start = useRef<{ x: number; y: number } | null>(null)
  return {
    onPointerDown(event: React.PointerEvent<HTMLElement>) {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      start.current = { x: event.clientX, y: event.clientY }
    },
    onPointerUp({ clientX, clientY }: React.PointerEvent<HTMLElement>) {
      const from = start.current
      start.current = null
      if (from && Math.hypot(clientX - from.x, clientY - from.y) >= dragThreshold) dropBlockAt(build, clientX, clientY)
    },
    onPointerCancel() {
      start.current = null
    },
  }
}
