import {
  Background,
  BackgroundVariant,
  ConnectionLineType,
  Controls,
  type FitViewOptions,
  Panel,
  ReactFlow,
  useReactFlow,
} from '@xyflow/react'
import { useCallback, useEffect, useRef } from 'react'
import { useDocumentStore } from '../stores/document-store.ts'
import classes from './Canvas.module.css'
import { attachCanvas } from './canvas-control.ts'
import { EmptyHint } from './EmptyHint.tsx'
import type { LayerFlowEdge, LayerFlowNode } from './flow-adapter.ts'
import { LayerEdge } from './LayerEdge.tsx'
import { LayerNode } from './LayerNode.tsx'
import { ContextMenu } from './menu/ContextMenu.tsx'
import { openMenu } from './menu/open-menu.ts'
import { Overview } from './Overview.tsx'
import { usePaletteDrag } from './palette-drag.ts'
import { useConnections } from './use-connections.ts'
import { useFlow } from './use-flow.ts'
import { useFlowLabels } from './use-flow-labels.ts'

const nodeTypes = { layer: LayerNode }
const edgeTypes = { layer: LayerEdge }
/** Below there is room for the thumbnails, which make the layers higher once a run has begun. */
const fitViewOptions: FitViewOptions = {
  padding: { top: '24px', right: '24px', bottom: '48px', left: '24px' },
  maxZoom: 1,
  minZoom: 0.35,
}
/** Above this many layers only those in view are drawn. */
const largeDrawing = 120

export function Canvas() {
  const { nodes, edges, onNodesChange, onEdgesChange } = useFlow()
  const connections = useConnections()
  const frame = useRef<HTMLDivElement>(null)
  useCanvasControl(frame)
  const isDropTarget = usePaletteDrag(({ drag }) => drag?.isOverCanvas === true)
  const endGesture = useDocumentStore((state) => state.endGesture)
  return (
    <div ref={frame} className={classes.canvas} data-testid="canvas" data-drop-target={isDropTarget || undefined}>
      <ReactFlow<LayerFlowNode, LayerFlowEdge>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        {...connections}
        onContextMenu={openMenu}
        onNodeDragStart={endGesture}
        onSelectionDragStart={endGesture}
        ariaLabelConfig={useFlowLabels()}
        connectionLineType={ConnectionLineType.SmoothStep}
        connectionRadius={28}
        deleteKeyCode={null}
        multiSelectionKeyCode={['Shift', 'Control', 'Meta']}
        zoomOnDoubleClick={false}
        snapToGrid
        snapGrid={[10, 10]}
        minZoom={0.15}
        maxZoom={2}
        onlyRenderVisibleElements={nodes.length > largeDrawing}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.4} color="var(--loom-grid)" />
        <Controls showInteractive={false} fitViewOptions={fitViewOptions} />
        <Overview />
        {nodes.length === 0 && (
          <Panel position="top-left" className={classes.empty}>
            <EmptyHint />
          </Panel>
        )}
      </ReactFlow>
      <ContextMenu />
    </div>
  )
}

/** The middle of a layer or line that is in view, else of the canvas. */
function screenPoint(frame: HTMLElement | null, id: string | null): { x: number; y: number } {
  const shown = id === null ? null : frame?.querySelector(`[data-id="${CSS.escape(id)}"]`)
  const { x, y, width, height } = (shown ?? frame)?.getBoundingClientRect() ?? new DOMRect()
  return { x: x + width / 2, y: y + height / 2 }
}

function useCanvasControl(frame: React.RefObject<HTMLDivElement | null>): void {
  const { fitView, screenToFlowPosition, getNode, setCenter, getZoom } = useReactFlow()
  const toDrawing = useCallback(
    (x: number, y: number) => {
      const box = frame.current?.getBoundingClientRect()
      const isInside = box && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom
      return isInside ? screenToFlowPosition({ x, y }, { snapToGrid: true }) : null
    },
    [frame, screenToFlowPosition],
  )
  useEffect(() => {
    const center = () => {
      const box = frame.current?.getBoundingClientRect() ?? new DOMRect()
      return screenToFlowPosition({ x: box.x + box.width / 2, y: box.y + box.height / 2 })
    }
    return attachCanvas({
      // The nodes of a project that was just opened reach React Flow with the next drawing.
      fitView: () => requestAnimationFrame(() => void fitView(fitViewOptions)),
      reveal: (nodeId) =>
        requestAnimationFrame(() => {
          const node = getNode(nodeId)
          if (!node) return
          const { x, y } = node.position
          const { width = 200, height = 90 } = node.measured ?? {}
          void setCenter(x + width / 2, y + height / 2, { zoom: getZoom(), duration: 250 })
        }),
      center,
      toDrawing,
      screenPoint: (id) => screenPoint(frame.current, id),
    })
  }, [frame, fitView, screenToFlowPosition, getNode, setCenter, getZoom, toDrawing])
}
