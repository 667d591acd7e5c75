import type { EdgeChange, NodeChange } from '@xyflow/react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useCheckedGraph, useDocumentStore } from '../stores/document-store.ts'
import { useSelectionStore } from '../stores/selection-store.ts'
import {
  commitPositions,
  type LayerFlowEdge,
  type LayerFlowNode,
  type LocalNode,
  toFlowEdges,
  toFlowNodes,
} from './flow-adapter.ts'

type LocalNodes = ReadonlyMap<string, LocalNode>

/** React Flow's view of the drawing, and what to do when React Flow reports a change of it. */
export function useFlow() {
  const document = useDocumentStore((state) => state.document)
  const graph = useCheckedGraph()
  const selectedNodeIds = useSelectionStore((state) => state.selectedNodeIds)
  const selectedEdgeIds = useSelectionStore((state) => state.selectedEdgeIds)
  const [local, setLocal] = useState<LocalNodes>(new Map())
  const nodesBefore = useRef<LayerFlowNode[]>([])
  const edgesBefore = useRef<LayerFlowEdge[]>([])

  const nodes = useMemo(() => {
    const state = { document, graph, selectedIds: new Set(selectedNodeIds), local }
    nodesBefore.current = toFlowNodes(state, nodesBefore.current)
    return nodesBefore.current
  }, [document, graph, selectedNodeIds, local])
  const edges = useMemo(() => {
    edgesBefore.current = toFlowEdges(document, new Set(selectedEdgeIds), edgesBefore.current)
    return edgesBefore.current
  }, [document, selectedEdgeIds])

  const onNodesChange = useCallback((changes: NodeChange<LayerFlowNode>[]) => {
    selectNodes(changes)
    commitMoves(changes)
    setLocal((now) => applyLocally(now, changes))
  }, [])
  const onEdgesChange = useCallback((changes: EdgeChange<LayerFlowEdge>[]) => selectEdges(changes), [])
  return { nodes, edges, onNodesChange, onEdgesChange }
}

/** Keeps sizes, and places while they are being dragged. */
function applyLocally(local: LocalNodes, changes: NodeChange<LayerFlowNode>[]): LocalNodes {
  let next: Map<string, LocalNode> | null = null
  const change = (id: string, update: (node: LocalNode) => LocalNode) => {
    next ??= new Map(local)
    next.set(id, update(next.get(id) ?? {}))
  }
  for (const each of changes) {
    if (each.type === 'dimensions' && each.dimensions) {
      const measured = each.dimensions
      change(each.id, (node) => ({ ...node, measured }))
    } else if (each.type === 'position') {
      const position = each.dragging ? each.position : undefined
      change(each.id, ({ measured }) => ({ measured, ...(position ? { position } : {}) }))
    }
  }
  return next ?? local
}

/** A drag is one step when it ends; moves with the arrow keys come without a drag and are one step as long as they go on. */
function commitMoves(changes: NodeChange<LayerFlowNode>[]): void {
  const positions = new Map(
    changes.flatMap((each) =>
      each.type === 'position' && !each.dragging && each.position ? [[each.id, each.position] as const] : [],
    ),
  )
  if (positions.size === 0) return
  const gesture = `move ${[...positions.keys()].join(' ')}`
  useDocumentStore.getState().edit((document) => commitPositions(document, positions), 'app:edits.move', { gesture })
}

function selectNodes(changes: NodeChange<LayerFlowNode>[]): void {
  const { selectedNodeIds, selectedEdgeIds, select } = useSelectionStore.getState()
  const chosen = applySelection(selectedNodeIds, changes)
  if (chosen) select(chosen, selectedEdgeIds)
}

function selectEdges(changes: EdgeChange<LayerFlowEdge>[]): void {
  const { selectedNodeIds, selectedEdgeIds, select } = useSelectionStore.getState()
  const chosen = applySelection(selectedEdgeIds, changes)
  if (chosen) select(selectedNodeIds, chosen)
}

function applySelection(
  ids: readonly string[],
  changes: readonly (NodeChange<LayerFlowNode> | EdgeChange<LayerFlowEdge>)[],
): string[] | null {
  const chosen = new Set(ids)
  let isChanged = false
  for (const each of changes) {
    if (each.type !== 'select') continue
    isChanged = true
    if (each.selected) chosen.add(each.id)
    else chosen.delete(each.id)
  }
  return isChanged ? [...chosen] : null
}
