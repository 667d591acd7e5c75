import { type FitViewOptions, useReactFlow } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { type ScreenPoint, useOverlayStore } from '../stores/overlay-store.ts'
import { attachCanvas } from './canvas-control.ts'

/** Below there is room for the thumbnails, which make the layers higher once a run has begun. */
export const fitViewOptions: FitViewOptions = {
  padding: { top: '24px', right: '24px', bottom: '48px', left: '24px' },
  maxZoom: 1,
  minZoom: 0.35,
}

type Frame = React.RefObject<HTMLDivElement | null>

/** Answers what commands ask of the canvas, for as long as it is on screen. */
export function useCanvasControl(frame: Frame): void {
  const flow = useReactFlow()
  const pointer = usePointer(frame)
  useEffect(() => {
    const toDrawing = (x: number, y: number) => {
      const { left, right, top, bottom } = boxOf(frame.current)
      const isInside = x >= left && x <= right && y >= top && y <= bottom
      return isInside ? flow.screenToFlowPosition({ x, y }, { snapToGrid: true }) : null
    }
    return attachCanvas({
      // The nodes of a project that was just opened reach React Flow with the next drawing.
      fitView: () => requestAnimationFrame(() => void flow.fitView(fitViewOptions)),
      reveal: (nodeId) =>
        requestAnimationFrame(() => {
          const node = flow.getNode(nodeId)
          if (!node) return
          const { x, y } = node.position
          const { width = 200, height = 90 } = node.measured ?? {}
          void flow.setCenter(x + width / 2, y + height / 2, { zoom: flow.getZoom(), duration: 250 })
        }),
      center: () => flow.screenToFlowPosition(middleOf(frame.current)),
      isInView(position) {
        const { x, y } = flow.flowToScreenPosition(position)
        return toDrawing(x, y) !== null
      },
      toDrawing,
      screenPoint: (id) => middleOf(elementOf(frame.current, id) ?? frame.current),
      toScreen: flow.flowToScreenPosition,
      pointer: () => (pointer.current ? toDrawing(pointer.current.x, pointer.current.y) : null),
      focus: (nodeId) => whenDrawn(() => elementOf(frame.current, nodeId)),
    })
  }, [frame, flow, pointer])
}

/** Where the pointer is over the canvas. It counts as there while the menu is open that was opened there. */
function usePointer(frame: Frame): React.RefObject<ScreenPoint | null> {
  const pointer = useRef<ScreenPoint | null>(null)
  useEffect(() => {
    const element = frame.current
    const move = ({ clientX: x, clientY: y }: PointerEvent) => {
      pointer.current = { x, y }
    }
    const leave = () => {
      if (useOverlayStore.getState().overlay?.kind !== 'menu') pointer.current = null
    }
    element?.addEventListener('pointermove', move)
    element?.addEventListener('pointerleave', leave)
    return () => {
      element?.removeEventListener('pointermove', move)
      element?.removeEventListener('pointerleave', leave)
    }
  }, [frame])
  return pointer
}

/** Frames to wait for a layer that is not drawn yet: React, then React Flow, then the move of the view. */
const patience = 30

function whenDrawn(find: () => HTMLElement | null, framesLeft = patience): void {
  requestAnimationFrame(() => {
    const element = find()
    if (element) element.focus({ preventScroll: true })
    else if (framesLeft > 0) whenDrawn(find, framesLeft - 1)
  })
}

function elementOf(frame: HTMLElement | null, id: string | null): HTMLElement | null {
  return id === null ? null : (frame?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`) ?? null)
}

function boxOf(element: Element | null): DOMRect {
  return element?.getBoundingClientRect() ?? new DOMRect()
}

function middleOf(element: Element | null): ScreenPoint {
  const { x, y, width, height } = boxOf(element)
  return { x: x + width / 2, y: y + height / 2 }
}
