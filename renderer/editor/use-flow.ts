import type { EdgeChange, NodeChange } from '@xyflow/react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { layersOf } from '#shared/document/block-tree.ts'
import { useCheckedGraph, useDocumentStore } from '../stores/document-store.ts'
import { useSelectionStore } from '../stores/selection-store.ts'
import { drawBlocks } from './block-flow.ts'
import { useBlockTarget } from './dropping/block-target.ts'
import { toFlowNodes } from './flow-adapter.ts'
import { toFlowEdges } from './flow-edges.ts'
import type { CanvasNode, LayerFlowEdge, LocalNode } from './flow-types.ts'
import { guideMoves } from './guides/guide-moves.ts'
import { commitPositions, followFrames } from './move-nodes.ts'
import { useFlowWords } from './use-flow-words.ts'

type LocalNodes = ReadonlyMap<string, LocalNode>

/** React Flow's view of the drawing, and what to do when React Flow reports a change of it. */
export function useFlow() {
  const document = useDocumentStore((state) => state.document)
  const graph = useCheckedGraph()
  const selectedNodeIds = useSelectionStore((state) => state.selectedNodeIds)
  const selectedEdgeIds = useSelectionStore((state) => state.selectedEdgeIds)
  const [local, setLocal] = useState<LocalNodes>(new Map())
  const nodesBefore = useRef<CanvasNode[]>([])
  const edgesBefore = useRef<LayerFlowEdge[]>([])
  const words = useFlowWords()
  const target = useBlockTarget((state) => state.target)

  const blocks = useMemo(() => drawBlocks(document, graph), [document, graph])
  const nodes = useMemo(() => {
    const homes = new Map(target?.ids.map((id) => [id, target.blockId]))
    const state = { document, graph, blocks, selectedIds: new Set(selectedNodeIds), local, homes, words }
    nodesBefore.current = toFlowNodes(state, nodesBefore.current)
    return nodesBefore.current
  }, [document, graph, blocks, selectedNodeIds, local, target, words])
  const edges = useMemo(() => {
    const state = { document, blocks, selectedIds: new Set(selectedEdgeIds), nodes }
    edgesBefore.current = toFlowEdges(state, edgesBefore.current)
    return edgesBefore.current
  }, [document, blocks, selectedEdgeIds, nodes])

  const onNodesChange = useCallback((given: NodeChange<CanvasNode>[]) => {
    const changes = guideMoves(given, nodesBefore.current)
    selectNodes(changes, nodesBefore.current)
    const moving = movesOf(changes, nodesBefore.current, { isDragging: true })
    commitMoves(movesOf(changes, nodesBefore.current, { isDragging: false }))
    setLocal((now) => applyLocally(now, changes, moving))
  }, [])
  const onEdgesChange = useCallback(
    (changes: EdgeChange<LayerFlowEdge>[]) => selectEdges(changes, edgesBefore.current),
    [],
  )
  return { nodes, edges, onNodesChange, onEdgesChange }
}

type Moves = ReadonlyMap<string, { x: number; y: number }>

/** Where things are moved, what lies in moved frames included. */
function movesOf(
  changes: readonly NodeChange<CanvasNode>[],
  nodes: readonly CanvasNode[],
  { isDragging }: { isDragging: boolean },
): Moves {
  const moves = changes.flatMap((each) =>
    each.type === 'position' && each.position && (each.dragging === true) === isDragging
      ? [[each.id, each.position] as const]
      : [],
  )
  return moves.length === 0 ? new Map() : followFrames(useDocumentStore.getState().document, nodes, new Map(moves))
}

/** Keeps sizes, and places while they are being dragged. */
function applyLocally(local: LocalNodes, changes: readonly NodeChange<CanvasNode>[], moving: Moves): LocalNodes {
  let next: Map<string, LocalNode> | null = null
  const change = (id: string, update: (node: LocalNode) => LocalNode) => {
    next ??= new Map(local)
    next.set(id, update(next.get(id) ?? {}))
  }
  let isSettled = false
  for (const each of changes) {
    if (each.type === 'dimensions' && each.dimensions) {
      const { dimensions, resizing } = each
      if (resizing === undefined) change(each.id, (node) => ({ ...node, measured: dimensions }))
      else change(each.id, (node) => ({ ...node, size: resizing ? dimensions : undefined }))
    } else if (each.type === 'position' && !each.dragging) isSettled = true
  }
  if (isSettled) {
    for (const [id, node] of local) if (node.position) change(id, (now) => ({ ...now, position: undefined }))
  }
  for (const [id, position] of moving) change(id, (node) => ({ ...node, position }))
  return next ?? local
}

/** A drag is one step when it ends; moves with the arrow keys come without a drag and are one step as long as they go on. */
function commitMoves(positions: Moves): void {
  if (positions.size === 0) return
  const gesture = `move ${[...positions.keys()].join(' ')}`
  useDocumentStore.getState().edit((document) => commitPositions(document, positions), 'app:edits.move', { gesture })
}

function selectNodes(changes: readonly NodeChange<CanvasNode>[], nodes: readonly CanvasNode[]): void {
  const { selectedNodeIds, selectedEdgeIds, select } = useSelectionStore.getState()
  const { document } = useDocumentStore.getState()
  const frames = new Set(nodes.filter(({ type }) => type === 'frame').map(({ id }) => id))
  // A frame is selected when its layers are, and never by itself.
  const own = changes.filter((each) => each.type !== 'select' || !frames.has(each.id))
  const chosen = applySelection(selectedNodeIds, own, (id) => layersOf(document, id))
  if (chosen) select(chosen, selectedEdgeIds)
}

function selectEdges(changes: readonly EdgeChange<LayerFlowEdge>[], edges: readonly LayerFlowEdge[]): void {
  const { selectedNodeIds, selectedEdgeIds, select } = useSelectionStore.getState()
  const idsOf = (id: string) => edges.find((edge) => edge.id === id)?.data?.ids ?? [id]
  const chosen = applySelection(selectedEdgeIds, changes, idsOf)
  if (chosen) select(selectedNodeIds, chosen)
}

function applySelection(
  ids: readonly string[],
  changes: readonly (NodeChange<CanvasNode> | EdgeChange<LayerFlowEdge>)[],
  idsOf: (id: string) => readonly string[],
): string[] | null {
  const chosen = new Set(ids)
  const selections = changes.filter((each) => each.type === 'select')
  for (const { id, selected } of selections) if (!selected) for (const each of idsOf(id)) chosen.delete(each)
  for (const { id, selected } of selections) if (selected) for (const each of idsOf(id)) chosen.add(each)
  return selections.length > 0 ? [...chosen] : null
}
