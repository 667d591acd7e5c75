import type { Edge, Node } from '@xyflow/react'
import { updateNode } from '#shared/document/edit.ts'
import type { LoomDocument, LoomNode } from '#shared/document/schema.ts'
import type { CheckedGraph, CheckedNode, Diagnostic } from '#shared/graph/check-graph.ts'
import { findLayer } from '#shared/layers/registry.ts'
import { formatShape } from '#shared/layers/shape.ts'

/** What a layer shows on the canvas. */
export interface LayerNodeData extends Record<string, unknown> {
  node: LoomNode
  /** Parameters with defaults filled in; empty while they do not fit. */
  values: Record<string, unknown>
  /** `28×28×16`; null while it is not known. */
  shape: string | null
  parameters: number
  problems: Diagnostic[]
  hasInput: boolean
  hasOutput: boolean
}

export type LayerFlowNode = Node<LayerNodeData, 'layer'>
export type LayerFlowEdge = Edge<Record<string, never>, 'layer'>

/** What the canvas knows of a node that the document does not. */
export interface LocalNode {
  measured?: { width: number; height: number }
  /** Where it is while it is dragged. */
  position?: LoomNode['position']
}

export interface FlowState {
  document: LoomDocument
  graph: CheckedGraph
  selectedIds: ReadonlySet<string>
  local: ReadonlyMap<string, LocalNode>
}

/** React Flow's nodes of a drawing. Those that look as before are the same objects, so that they are not drawn anew. */
export function toFlowNodes(state: FlowState, before: readonly LayerFlowNode[]): LayerFlowNode[] {
  const old = new Map(before.map((node) => [node.id, node]))
  const checked = new Map(state.graph.nodes.map((each) => [each.node.id, each]))
  const problems = groupProblems(state.graph.diagnostics)
  return state.document.nodes.map((node) => {
    const data = toNodeData(node, checked.get(node.id), problems.get(node.id) ?? noProblems)
    return reuse(toFlowNode(node, data, state), old.get(node.id))
  })
}

const noProblems: Diagnostic[] = []

function groupProblems(diagnostics: readonly Diagnostic[]): Map<string, Diagnostic[]> {
  const byNode = new Map<string, Diagnostic[]>()
  for (const found of diagnostics) {
    if (found.nodeId === undefined) continue
    const own = byNode.get(found.nodeId)
    if (own) own.push(found)
    else byNode.set(found.nodeId, [found])
  }
  return byNode
}

function toNodeData(node: LoomNode, checked: CheckedNode | undefined, problems: Diagnostic[]): LayerNodeData {
  const layer = findLayer(node.kind)
  return {
    node,
    values: checked?.values ?? {},
    shape: checked ? formatShape(checked.output) : null,
    parameters: checked?.parameters ?? 0,
    problems,
    hasInput: layer ? layer.inputs !== 0 : true,
    hasOutput: layer ? layer.outputs > 0 : true,
  }
}

function toFlowNode(node: LoomNode, data: LayerNodeData, state: FlowState): LayerFlowNode {
  const local = state.local.get(node.id)
  return {
    id: node.id,
    type: 'layer',
    position: local?.position ?? node.position,
    selected: state.selectedIds.has(node.id),
    data,
    ariaLabel: `${node.name ?? node.kind} ${data.shape ?? ''}`.trim(),
    // What a layer says about its error lies beside it, above its neighbours.
    zIndex: data.problems.length > 0 ? 1 : 0,
    ...(local?.measured ? { measured: local.measured } : {}),
  }
}

function reuse(next: LayerFlowNode, old: LayerFlowNode | undefined): LayerFlowNode {
  if (!old) return next
  const data = isSameData(old.data, next.data) ? old.data : next.data
  const isSame =
    data === old.data &&
    old.selected === next.selected &&
    old.position.x === next.position.x &&
    old.position.y === next.position.y &&
    old.measured === next.measured
  return isSame ? old : { ...next, data }
}

function isSameData(a: LayerNodeData, b: LayerNodeData): boolean {
  return (
    a.node.kind === b.node.kind &&
    a.node.name === b.node.name &&
    a.node.parameters === b.node.parameters &&
    a.shape === b.shape &&
    a.parameters === b.parameters &&
    Object.keys(a.values).length === Object.keys(b.values).length &&
    JSON.stringify(a.problems) === JSON.stringify(b.problems)
  )
}

export function toFlowEdges(
  document: LoomDocument,
  selectedIds: ReadonlySet<string>,
  before: readonly LayerFlowEdge[],
): LayerFlowEdge[] {
  const old = new Map(before.map((edge) => [edge.id, edge]))
  return document.edges.map(({ id, source, target }) => {
    const edge = old.get(id)
    const selected = selectedIds.has(id)
    const isSame = edge?.source === source && edge.target === target && edge.selected === selected
    return isSame ? edge : { id, source, target, selected, type: 'layer', ariaLabel: `${source} → ${target}` }
  })
}

/** Moves nodes to where a drag has left them; the same document when none has moved. */
export function commitPositions(
  document: LoomDocument,
  positions: ReadonlyMap<string, LoomNode['position']>,
): LoomDocument {
  let moved = document
  for (const node of document.nodes) {
    const position = positions.get(node.id)
    if (!position || !Number.isFinite(position.x) || !Number.isFinite(position.y)) continue
    if (position.x === node.position.x && position.y === node.position.y) continue
    moved = updateNode(moved, node.id, (old) => ({ ...old, position: { x: position.x, y: position.y } }))
  }
  return moved
}
