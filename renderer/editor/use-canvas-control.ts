import { type FitViewOptions, type Node, type ReactFlowInstance, useReactFlow } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { nodeSize } from '#shared/document/extent.ts'
import { type Box, boxAround } from '#shared/document/place-blocks.ts'
import { type ScreenPoint, useOverlayStore } from '../stores/overlay-store.ts'
import type { PlacedBox } from './arrange.ts'
import { attachCanvas } from './canvas-control.ts'
import type { DrawnGraph } from './keyboard/neighbour.ts'
import { margins, openingView, roomWithin } from './view/opening-view.ts'

export const fitViewOptions: FitViewOptions = {
  padding: {
    top: `${margins.top}px`,
    right: `${margins.right}px`,
    bottom: `${margins.bottom}px`,
    left: `${margins.left}px`,
  },
  maxZoom: 1,
}

type Frame = React.RefObject<HTMLDivElement | null>

/** Answers what commands ask of the canvas, for as long as it is on screen. */
export function useCanvasControl(frame: Frame, edges: DrawnGraph['edges']): void {
  const flow = useReactFlow()
  // React Flow has not all of them from afar.
  const lines = useRef(edges)
  useEffect(() => {
    lines.current = edges
  }, [edges])
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
      showBeginning: () => requestAnimationFrame(() => showBeginning(flow, frame.current)),
      room: () => (frame.current ? roomWithin(boxOf(frame.current)) : null),
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
      zoom: flow.getZoom,
      pointer: () => (pointer.current ? toDrawing(pointer.current.x, pointer.current.y) : null),
      focus(nodeId) {
        requestAnimationFrame(() => showIfHidden(flow, frame.current, nodeId))
        whenDrawn(() => elementOf(frame.current, nodeId))
      },
      focused: () => focusedNode(frame.current),
      zoomTo: (ids) => void flow.fitView({ ...fitViewOptions, nodes: ids.map((id) => ({ id })), duration: 250 }),
      selectedBoxes: () => boxesOf(flow.getNodes().filter(({ selected, type }) => selected && type !== 'frame')),
      drawn: () => ({
        nodes: flow.getNodes().filter(({ type }) => type === 'layer' || type === 'block'),
        edges: lines.current,
      }),
    })
  }, [frame, flow, pointer])
}

/** Nodes come in the order of the data, but for frames and notes. */
function showBeginning(flow: ReactFlowInstance, frame: HTMLElement | null): void {
  const nodes = flow.getNodes()
  const first = nodes.find(({ type }) => type === 'layer' || type === 'block') ?? nodes[0]
  const whole = boxAround(nodes.map(sidesOf))
  if (whole && first) void flow.setViewport(openingView(whole, sidesOf(first), boxOf(frame)))
}

function sidesOf(node: Node): Box {
  const { x, y, width, height } = boxOfNode(node)
  return { left: x, top: y, right: x + width, bottom: y + height }
}

/** Moves the view, without changing its scale, so that all of a layer can be seen. */
function showIfHidden(flow: ReactFlowInstance, frame: HTMLElement | null, nodeId: string): void {
  const node = flow.getNode(nodeId)
  if (!node) return
  const { x, y, width, height } = boxOfNode(node)
  const view = boxOf(frame)
  const corner = flow.flowToScreenPosition({ x, y })
  const end = flow.flowToScreenPosition({ x: x + width, y: y + height })
  if (corner.x >= view.left && corner.y >= view.top && end.x <= view.right && end.y <= view.bottom) return
  void flow.setCenter(x + width / 2, y + height / 2, { zoom: flow.getZoom(), duration: 150 })
}

function boxOfNode({ position, measured }: Node): PlacedBox {
  return { ...nodeSize, ...position, ...(measured?.width && measured.height ? measured : {}) } as PlacedBox
}

function boxesOf(nodes: readonly Node[]): Map<string, PlacedBox> {
  return new Map(nodes.map((node) => [node.id, boxOfNode(node)]))
}

function focusedNode(frame: HTMLElement | null): string | null {
  const { activeElement } = window.document
  if (!frame?.contains(activeElement)) return null
  return activeElement?.closest('.react-flow__node')?.getAttribute('data-id') ?? null
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
