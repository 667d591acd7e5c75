import type { Node } from '@xyflow/react'
import { blocksAround, coveringBlocks } from '#shared/document/block-tree.ts'
import { nodeSize } from '#shared/document/extent.ts'
import { type Box, boxAround, gatherBoxes, withPadding } from '#shared/document/place-blocks.ts'
import { portsOf } from '#shared/document/ports.ts'
import type { LoomBlock, LoomDocument, LoomEdge, LoomNode } from '#shared/document/schema.ts'
import type { CheckedGraph, CheckedNode, Diagnostic } from '#shared/graph/check-graph.ts'
import { formatShape } from '#shared/layers/shape.ts'

/** What a block shows, as one node or as a frame. */
export interface BlockNodeData extends Record<string, unknown> {
  block: LoomBlock
  layers: number
  /** `28×28×3`; null while it is not known, or in a frame, whose layers show it. */
  shapeIn: string | null
  shapeOut: string | null
  parameters: number
  /** Of the layers in it; none of a frame, whose layers show them. */
  problems: Diagnostic[]
  hasInput: boolean
  hasOutput: boolean
}

export type BlockFlowNode = Node<BlockNodeData, 'block' | 'frame'>

/** How the blocks of a drawing are seen; empty ones are not. */
export interface DrawnBlocks {
  /** By layer that is not on the canvas: the collapsed block that stands for it. */
  coverOf: ReadonlyMap<string, string>
  /** Of the collapsed blocks that are on the canvas, and of the frames. */
  data: ReadonlyMap<string, BlockNodeData>
  /** Blocks drawn as frames, outer ones before those in them. */
  frames: readonly LoomBlock[]
}

/** What a block holds, and the lines that touch it. */
interface Part {
  nodes: LoomNode[]
  edges: LoomEdge[]
}

/** One pass over layers and lines, however many blocks there are. */
export function drawBlocks(document: LoomDocument, graph: CheckedGraph): DrawnBlocks {
  const covering = coveringBlocks(document)
  const coverOf = new Map<string, string>()
  const parts = new Map<string, Part>()
  const partOf = (id: string) => {
    const part = parts.get(id) ?? { nodes: [], edges: [] }
    parts.set(id, part)
    return part
  }
  for (const node of document.nodes) {
    const cover = covering.get(node.block ?? '')
    if (cover !== undefined) coverOf.set(node.id, cover)
    for (const around of blocksAround(document, node.block)) {
      if (cover === around || !covering.has(around)) partOf(around).nodes.push(node)
    }
  }
  for (const edge of document.edges) {
    const ends = new Set([coverOf.get(edge.source), coverOf.get(edge.target)])
    for (const cover of ends) if (cover !== undefined) partOf(cover).edges.push(edge)
  }
  const checked = new Map(graph.nodes.map((each) => [each.node.id, each]))
  const problems = groupProblems(graph.diagnostics)
  const data = new Map<string, BlockNodeData>()
  for (const block of document.blocks) {
    const part = parts.get(block.id)
    if (part) data.set(block.id, describeBlock(block, part, { checked, problems, isFrame: !covering.has(block.id) }))
  }
  const depthOf = ({ id }: LoomBlock) => blocksAround(document, id).length
  const frames = document.blocks.filter(({ id }) => data.has(id) && !covering.has(id))
  return { coverOf, data, frames: frames.sort((a, b) => depthOf(a) - depthOf(b)) }
}

function describeBlock(
  block: LoomBlock,
  part: Part,
  state: {
    checked: ReadonlyMap<string, CheckedNode>
    problems: ReadonlyMap<string, Diagnostic[]>
    isFrame: boolean
  },
): BlockNodeData {
  const ids = part.nodes.map(({ id }) => id)
  const checkedOf = (some: readonly string[]) => some.flatMap((id) => state.checked.get(id) ?? [])
  const parameters = checkedOf(ids).reduce((sum, each) => sum + each.parameters, 0)
  const facts = { block, layers: ids.length, parameters }
  if (state.isFrame) {
    return { ...facts, shapeIn: null, shapeOut: null, problems: [], hasInput: false, hasOutput: false }
  }
  const { entries, exits } = portsOf(part, new Set(ids))
  const [first] = checkedOf(entries)
  const [last] = checkedOf(exits)
  return {
    ...facts,
    shapeIn: first ? formatShape(first.input) : null,
    shapeOut: last ? formatShape(last.output) : null,
    problems: ids.flatMap((id) => state.problems.get(id) ?? []),
    hasInput: entries.length > 0,
    hasOutput: exits.length > 0,
  }
}

export function groupProblems(diagnostics: readonly Diagnostic[]): Map<string, Diagnostic[]> {
  const byNode = new Map<string, Diagnostic[]>()
  for (const found of diagnostics) {
    if (found.nodeId === undefined) continue
    const own = byNode.get(found.nodeId)
    if (own) own.push(found)
    else byNode.set(found.nodeId, [found])
  }
  return byNode
}

/** Something on the canvas, and the block that it stands in. */
export interface Standing {
  position: { x: number; y: number }
  measured?: { width?: number; height?: number } | undefined
  block: string | undefined
}

function boxOf({ position: { x, y }, measured }: Standing): Box {
  const { width = nodeSize.width, height = 0 } = measured ?? {}
  return { left: x, top: y, right: x + width, bottom: y + Math.max(height, nodeSize.height) }
}

/** The frames around what is on the canvas; inner frames lie within outer ones. */
export function frameBoxes(frames: readonly LoomBlock[], shown: Iterable<Standing>): Map<string, Box> {
  const { inside, put } = gatherBoxes()
  for (const each of shown) put(each.block, boxOf(each))
  const boxes = new Map<string, Box>()
  for (const { id, parent } of [...frames].reverse()) {
    const around = boxAround(inside.get(id) ?? [])
    if (!around) continue
    boxes.set(id, withPadding(around))
    put(parent, withPadding(around))
  }
  return boxes
}
