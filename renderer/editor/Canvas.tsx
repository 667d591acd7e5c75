import {
  Background,
  BackgroundVariant,
  ConnectionLineType,
  Controls,
  Panel,
  ReactFlow,
  SelectionMode,
} from '@xyflow/react'
import { useDeferredValue, useRef } from 'react'
import { layersOf } from '#shared/document/block-tree.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { useSelectionStore } from '../stores/selection-store.ts'
import { BlockNode } from './BlockNode.tsx'
import classes from './Canvas.module.css'
import { useConnections } from './connecting/use-connections.ts'
import { useNodeDrop } from './dropping/use-node-drop.ts'
import { EmptyHint } from './EmptyHint.tsx'
import { FrameNode } from './FrameNode.tsx'
import type { CanvasNode, LayerFlowEdge } from './flow-types.ts'
import { GuideLines } from './guides/GuideLines.tsx'
import { CanvasSpeech, canvasHelpId } from './keyboard/CanvasSpeech.tsx'
import { LayerEdge } from './LayerEdge.tsx'
import { LayerNode } from './LayerNode.tsx'
import { LayoutNotice } from './layout/LayoutNotice.tsx'
import { openMenu } from './menu/open-menu.ts'
import { NoteNode } from './NoteNode.tsx'
import { Overview } from './Overview.tsx'
import { usePaletteDrag } from './palette-drag.ts'
import { openQuickAdd } from './quick-add/open-quick-add.ts'
import { fitViewOptions, useCanvasControl } from './use-canvas-control.ts'
import { useFlow } from './use-flow.ts'
import { useFlowLabels } from './use-flow-labels.ts'
import { DetailOfView } from './view/DetailOfView.tsx'
import { DistantLines } from './view/DistantLines.tsx'
import { useDistance } from './view/distance.ts'

const nodeTypes = { layer: LayerNode, block: BlockNode, frame: FrameNode, note: NoteNode }
const edgeTypes = { layer: LayerEdge }
/** Above this many layers only those in view are drawn. */
const largeDrawing = 120

/** A click selects one thing alone, also out of many that are selected; a frame stands for its layers. */
function selectClicked({ shiftKey, ctrlKey, metaKey }: React.MouseEvent, { id, type }: CanvasNode): void {
  const { selectedNodeIds, selectedEdgeIds, select } = useSelectionStore.getState()
  const ids = layersOf(useDocumentStore.getState().document, id)
  const isAdding = shiftKey || ctrlKey || metaKey
  if (!isAdding) select(ids)
  else if (type === 'frame') select([...new Set([...selectedNodeIds, ...ids])], selectedEdgeIds)
}

export function Canvas() {
  const { nodes, edges, onNodesChange, onEdgesChange } = useFlow()
  const connections = useConnections()
  const frame = useRef<HTMLDivElement>(null)
  useCanvasControl(frame, edges)
  const isDistant = useDistance((state) => state.isDistant)
  // To mount a thousand layers takes long: it is done in pieces, between which the view goes on.
  const isAllMounted = useDeferredValue(isDistant)
  const isDropTarget = usePaletteDrag(({ drag }) => drag?.isOverCanvas === true)
  const endGesture = useDocumentStore((state) => state.endGesture)
  return (
    <div
      ref={frame}
      className={classes.canvas}
      data-testid="canvas"
      data-canvas
      data-drop-target={isDropTarget || undefined}
    >
      <ReactFlow<CanvasNode, LayerFlowEdge>
        nodes={nodes}
        edges={isDistant ? edges.filter(({ selected }) => selected) : edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        {...connections}
        onContextMenu={openMenu}
        onDoubleClick={openQuickAdd}
        onNodeClick={selectClicked}
        onNodeDragStart={endGesture}
        {...useNodeDrop()}
        onSelectionDragStart={endGesture}
        aria-describedby={canvasHelpId}
        ariaLabelConfig={useFlowLabels()}
        connectionLineType={ConnectionLineType.SmoothStep}
        connectionRadius={28}
        deleteKeyCode={null}
        disableKeyboardA11y
        edgesFocusable={false}
        selectionMode={SelectionMode.Partial}
        multiSelectionKeyCode={['Shift', 'Control', 'Meta']}
        zoomOnDoubleClick={false}
        snapToGrid
        snapGrid={[10, 10]}
        minZoom={0.05}
        maxZoom={2}
        // From afar most layers are in sight, and to mount those that come would cost more in each frame than to keep all.
        onlyRenderVisibleElements={nodes.length > largeDrawing && !isAllMounted}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.4} color="var(--loom-grid)" />
        <Controls showInteractive={false} fitViewOptions={fitViewOptions} />
        <Overview />
        <GuideLines />
        <DetailOfView frame={frame} />
        {isDistant && <DistantLines nodes={nodes} edges={edges} />}
        {nodes.length === 0 && (
          <Panel position="top-left" className={classes.empty}>
            <EmptyHint />
          </Panel>
        )}
      </ReactFlow>
      <LayoutNotice />
      <CanvasSpeech frame={frame} />
    </div>
  )
}
