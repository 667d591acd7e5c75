import { Background, BackgroundVariant, ConnectionLineType, Controls, Panel, ReactFlow } from '@xyflow/react'
import { useRef } from 'react'
import { useDocumentStore } from '../stores/document-store.ts'
import classes from './Canvas.module.css'
import { useConnections } from './connecting/use-connections.ts'
import { EmptyHint } from './EmptyHint.tsx'
import type { LayerFlowEdge, LayerFlowNode } from './flow-adapter.ts'
import { LayerEdge } from './LayerEdge.tsx'
import { LayerNode } from './LayerNode.tsx'
import { openMenu } from './menu/open-menu.ts'
import { Overview } from './Overview.tsx'
import { usePaletteDrag } from './palette-drag.ts'
import { openQuickAdd } from './quick-add/open-quick-add.ts'
import { fitViewOptions, useCanvasControl } from './use-canvas-control.ts'
import { useFlow } from './use-flow.ts'
import { useFlowLabels } from './use-flow-labels.ts'

const nodeTypes = { layer: LayerNode }
const edgeTypes = { layer: LayerEdge }
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
        onDoubleClick={openQuickAdd}
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
    </div>
  )
}
