import type { Edge, Node } from '@xyflow/react'
import { blocksWithin, layersOf, wholeBlocks } from '#shared/document/block-tree.ts'
import type { Box } from '#shared/document/place-blocks.ts'
import type { LoomDocument, LoomNode, LoomNote } from '#shared/document/schema.ts'
import type { CheckedGraph, CheckedNode, Diagnostic } from '#shared/graph/check-graph.ts'
import { orderNodes } from '#shared/graph/order.ts'
import { findLayer } from '#shared/layers/registry.ts'
import { formatShape } from '#shared/layers/shape.ts'
import { type BlockFlowNode, type BlockNodeData, type DrawnBlocks, frameBoxes, groupProblems } from './block-flow.ts'
import { routeEdges } from './edge-routes.ts'

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
export type NoteFlowNode = Node<{ note: LoomNote }, 'note'>
export type CanvasNode = LayerFlowNode | BlockFlowNode | NoteFlowNode
/** `ids`: of all lines that it stands for, where collapsed blocks hide their ends. `route`: its corners, where it has any. */
export type LayerFlowEdge = Edge<{ ids: string[]; route: LoomNode['position'][] | null }, 'layer'>

/** What the canvas knows of a node that the document does not. */
export interface LocalNode {
  measured?: { width: number; height: number } | undefined
  /** Where it is while it is dragged. */
  position?: LoomNode['position'] | undefined
  /** Of a note while it is drawn larger or smaller. */
  size?: LoomNote['size'] | undefined
}

/** Words for those who cannot see the canvas. */
export interface FlowWords {
  block(data: BlockNodeData): string
  note(text: string): string
}

export interface FlowState {
  document: LoomDocument
  graph: CheckedGraph
  blocks: DrawnBlocks
  selectedIds: ReadonlySet<string>
  local: ReadonlyMap<string, LocalNode>
  words: FlowWords
}

/**
 * React Flow's nodes of a drawing. A collapsed block is one node, an expanded one a frame below its layers. Those that look
 * as before are the same objects, so that they are not drawn anew.
 */
export function toFlowNodes(state: FlowState, before: readonly CanvasNode[]): CanvasNode[] {
  const { document, graph, blocks } = state
  const old = new Map(before.map((node) => [node.id, node]))
  const checked = new Map(graph.nodes.map((each) => [each.node.id, each]))
  const problems = groupProblems(graph.diagnostics)
  const shown = new Map<string, { node: CanvasNode; block: string | undefined }>()
  const selectedBlocks = wholeBlocks(document, state.selectedIds)
  for (const node of inDataOrder(document)) {
    const cover = blocks.data.get(blocks.coverOf.get(node.id) ?? '')
    if (!cover) {
      const data = toNodeData(node, checked.get(node.id), problems.get(node.id) ?? noProblems)
      shown.set(node.id, { node: toFlowNode(node, data, state), block: node.block })
    } else if (!shown.has(cover.block.id)) {
      const isSelected = selectedBlocks.has(cover.block.id)
      shown.set(cover.block.id, { node: toBlockNode(cover, state, isSelected), block: cover.block.parent })
    }
  }
  const standing = [...shown.values()].map(({ node, block }) => ({ ...node, block }))
  const frames = toFrameNodes(state, frameBoxes(blocks.frames, standing), selectedBlocks)
  const notes = document.notes.map((note) => toNoteNode(note, state))
  const nodes = [...frames, ...[...shown.values()].map(({ node }) => node), ...notes]
  return nodes.map((node) => reuse(node, old.get(node.id)))
}

const noProblems: Diagnostic[] = []

const ordered = new WeakMap<LoomDocument['edges'], { nodes: LoomDocument['nodes']; order: LoomNode[] }>()

/** Layers as data flows through them, which is the order of the Tab key; worked out once for a drawing. */
function inDataOrder(document: LoomDocument): LoomNode[] {
  const known = ordered.get(document.edges)
  if (known?.nodes === document.nodes) return known.order
  const byId = new Map(document.nodes.map((node) => [node.id, node]))
  const { ordered: ids, cyclic } = orderNodes(document)
  const order = [...ids, ...cyclic].flatMap((id) => byId.get(id) ?? [])
  ordered.set(document.edges, { nodes: document.nodes, order })
  return order
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

/** Frames lie below the lines, outer ones lowest. */
const frameLevel = -100

function toFrameNodes(
  state: FlowState,
  boxes: ReadonlyMap<string, Box>,
  selectedBlocks: ReadonlySet<string>,
): BlockFlowNode[] {
  return state.blocks.frames.flatMap(({ id }, index) => {
    const data = state.blocks.data.get(id)
    const box = boxes.get(id)
    if (!data || !box) return []
    const size = { width: box.right - box.left, height: box.bottom - box.top }
    return {
      id,
      type: 'frame',
      position: { x: box.left, y: box.top },
      ...size,
      measured: size,
      selected: selectedBlocks.has(id),
      // Its layers are what is selected: a click on its title does that.
      selectable: false,
      data,
      ariaLabel: state.words.block(data),
      zIndex: frameLevel + Math.min(index, 50),
      dragHandle: '[data-drag-handle]',
      // What lies in it can be reached through it.
      style: { pointerEvents: 'none' },
    } satisfies BlockFlowNode
  })
}

function toBlockNode(data: BlockNodeData, state: FlowState, isSelected: boolean): BlockFlowNode {
  const { block, problems } = data
  const local = state.local.get(block.id)
  return {
    id: block.id,
    type: 'block',
    position: local?.position ?? block.position,
    selected: isSelected,
    data,
    ariaLabel: state.words.block(data),
    zIndex: problems.length > 0 ? 1 : 0,
    ...(local?.measured ? { measured: local.measured } : {}),
  }
}

function toNoteNode(note: LoomNote, state: FlowState): NoteFlowNode {
  const local = state.local.get(note.id)
  const size = local?.size ?? note.size
  return {
    id: note.id,
    type: 'note',
    position: local?.position ?? note.position,
    ...size,
    measured: size,
    selected: state.selectedIds.has(note.id),
    data: { note },
    ariaLabel: state.words.note(note.text),
    zIndex: -1,
  }
}

function reuse(next: CanvasNode, old: CanvasNode | undefined): CanvasNode {
  if (old?.type !== next.type) return next
  const isSameData = sameData(old, next)
  const isSame =
    isSameData &&
    old.selected === next.selected &&
    old.position.x === next.position.x &&
    old.position.y === next.position.y &&
    old.width === next.width &&
    old.height === next.height &&
    old.zIndex === next.zIndex &&
    old.ariaLabel === next.ariaLabel &&
    (old.measured === next.measured || old.type !== 'layer')
  if (isSame) return old
  return isSameData ? ({ ...next, data: old.data } as CanvasNode) : next
}

function sameData(old: CanvasNode, next: CanvasNode): boolean {
  if (old.type === 'layer' && next.type === 'layer') return isSameLayer(old.data, next.data)
  if (old.type === 'note' && next.type === 'note') return old.data.note === next.data.note
  return JSON.stringify(old.data) === JSON.stringify(next.data)
}

function isSameLayer(a: LayerNodeData, b: LayerNodeData): boolean {
  return (
    a.node.kind === b.node.kind &&
    a.node.name === b.node.name &&
    a.node.colour === b.node.colour &&
    a.node.parameters === b.node.parameters &&
    a.shape === b.shape &&
    a.parameters === b.parameters &&
    Object.keys(a.values).length === Object.keys(b.values).length &&
    JSON.stringify(a.problems) === JSON.stringify(b.problems)
  )
}

export interface EdgeState {
  document: LoomDocument
  blocks: Pick<DrawnBlocks, 'coverOf'>
  selectedIds: ReadonlySet<string>
  /** What is on the canvas, which lines lead around. */
  nodes: readonly CanvasNode[]
}

/** React Flow's lines. Those within collapsed blocks are not drawn, those with the same ends on the canvas are one. */
export function toFlowEdges(state: EdgeState, before: readonly LayerFlowEdge[]): LayerFlowEdge[] {
  const { coverOf } = state.blocks
  const old = new Map(before.map((edge) => [edge.id, edge]))
  const drawn = new Map<string, { source: string; target: string; ids: string[] }>()
  for (const { id, ...ends } of state.document.edges) {
    const source = coverOf.get(ends.source) ?? ends.source
    const target = coverOf.get(ends.target) ?? ends.target
    if (source === target && coverOf.size > 0) continue
    const key = coverOf.size > 0 ? `${source} > ${target}` : id
    const same = drawn.get(key)
    if (same) same.ids.push(id)
    else drawn.set(key, { source, target, ids: [id] })
  }
  const routes = routeEdges(drawn.values(), state.nodes)
  return [...drawn.values()].map(({ source, target, ids }) => {
    const next: LayerFlowEdge = {
      id: ids[0] ?? '',
      source,
      target,
      selected: ids.some((each) => state.selectedIds.has(each)),
      type: 'layer',
      data: { ids, route: routes.get(`${source} > ${target}`) ?? null },
      reconnectable: ids.length === 1,
      ariaLabel: `${source} → ${target}`,
    }
    const edge = old.get(next.id)
    return edge && isSameEdge(edge, next) ? edge : next
  })
}

function isSameEdge(a: LayerFlowEdge, b: LayerFlowEdge): boolean {
  const isSameEnds = a.source === b.source && a.target === b.target && a.selected === b.selected
  return isSameEnds && JSON.stringify(a.data) === JSON.stringify(b.data)
}

type Positions = ReadonlyMap<string, LoomNode['position']>

/**
 * Where a drag puts things, with what lies in a frame that was dragged: it goes along, unless it was dragged itself.
 * `nodes` are those on the canvas at the time.
 */
export function followFrames(document: LoomDocument, nodes: readonly CanvasNode[], moved: Positions): Positions {
  const frames = nodes.filter(({ id, type }) => type === 'frame' && moved.has(id))
  if (frames.length === 0) return moved
  const all = new Map([...moved].filter(([id]) => !frames.some((frame) => frame.id === id)))
  for (const frame of frames) {
    const to = moved.get(frame.id) ?? frame.position
    const within = new Set([...layersOf(document, frame.id), ...blocksWithin(document, frame.id)])
    for (const { id, type, position } of nodes) {
      if (type === 'frame' || !within.has(id) || all.has(id)) continue
      all.set(id, { x: position.x + to.x - frame.position.x, y: position.y + to.y - frame.position.y })
    }
  }
  return all
}

/** Moves layers, collapsed blocks and notes to where a drag has left them; the same document when none has moved. */
export function commitPositions(document: LoomDocument, positions: Positions): LoomDocument {
  let isMoved = false
  const move = <Each extends { id: string; position: LoomNode['position'] }>(each: Each): Each => {
    const position = positions.get(each.id)
    if (!position || !Number.isFinite(position.x) || !Number.isFinite(position.y)) return each
    if (position.x === each.position.x && position.y === each.position.y) return each
    isMoved = true
    return { ...each, position: { x: position.x, y: position.y } }
  }
  const moved = {
    ...document,
    nodes: document.nodes.map(move),
    blocks: document.blocks.map(move),
    notes: document.notes.map(move),
  }
  return isMoved ? moved : document
}
