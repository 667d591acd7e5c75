import { wholeBlocks } from '#shared/document/block-tree.ts'
import type { Box } from '#shared/document/place-blocks.ts'
import type { LoomDocument, LoomNode, LoomNote } from '#shared/document/schema.ts'
import type { CheckedGraph, CheckedNode, Diagnostic } from '#shared/graph/check-graph.ts'
import { orderNodes } from '#shared/graph/order.ts'
import { findLayer } from '#shared/layers/registry.ts'
import { formatShape } from '#shared/layers/shape.ts'
import { isOpen } from '../ui/severity.ts'
import { type BlockFlowNode, type BlockNodeData, type DrawnBlocks, frameBoxes, groupProblems } from './block-flow.ts'
import type { CanvasNode, FlowWords, LayerFlowNode, LayerNodeData, LocalNode, NoteFlowNode } from './flow-types.ts'
import { reuseNode } from './same-look.ts'

export interface FlowState {
  document: LoomDocument
  graph: CheckedGraph
  blocks: DrawnBlocks
  selectedIds: ReadonlySet<string>
  local: ReadonlyMap<string, LocalNode>
  /** The blocks that dragged things would be in, if they were let go now. */
  homes?: ReadonlyMap<string, string | undefined>
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
  const homeOf = (id: string, home: string | undefined) => (state.homes?.has(id) ? state.homes.get(id) : home)
  for (const node of inDataOrder(document)) {
    const cover = blocks.data.get(blocks.coverOf.get(node.id) ?? '')
    if (!cover) {
      const data = toNodeData(node, checked.get(node.id), problems.get(node.id) ?? noProblems)
      shown.set(node.id, { node: toFlowNode(node, data, state), block: homeOf(node.id, node.block) })
    } else if (!shown.has(cover.block.id)) {
      const isSelected = selectedBlocks.has(cover.block.id)
      shown.set(cover.block.id, {
        node: toBlockNode(cover, state, isSelected),
        block: homeOf(cover.block.id, cover.block.parent),
      })
    }
  }
  const standing = [...shown.values()].map(({ node, block }) => ({ ...node, block }))
  const frames = toFrameNodes(state, frameBoxes(blocks.frames, standing), selectedBlocks)
  const notes = document.notes.map((note) => toNoteNode(note, state))
  const nodes = [...frames, ...[...shown.values()].map(({ node }) => node), ...notes]
  return nodes.map((node) => reuseNode(node, old.get(node.id)))
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
    // What a layer says about its error lies beside it, above its neighbours, and above those that only wait for it.
    zIndex: data.problems.length === 0 ? 0 : data.problems.every(isOpen) ? 1 : 2,
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
