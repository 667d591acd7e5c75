import type { NodeChange } from '@xyflow/react'
import { create } from 'zustand'
import { layersOf } from '#shared/document/block-tree.ts'
import { nodeSize } from '#shared/document/extent.ts'
import { type Box, boxAround } from '#shared/document/place-blocks.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import { canvas } from '../canvas-control.ts'
import type { CanvasNode } from '../flow-types.ts'
import { handIsFree } from './free-hand.ts'
import { type EvenGap, type GuideLine, snapBox } from './snap-box.ts'

export interface Guides {
  lines: readonly GuideLine[]
  gaps: readonly EvenGap[]
}

const none: Guides = { lines: [], gaps: [] }

/** What is drawn while something comes into line with its neighbours. */
export const useGuides = create<Guides>()(() => none)

/** How near the pointer must bring something to a line for it to be drawn there, in pixels of the screen. */
const reach = 5
/** React Flow's grid has moved it by half a step at most, in pixels of the drawing. */
const roundedBy = 5
/** What lies farther off, in pixels of the drawing, is no neighbour. */
const neighbourhood = 700

/** Moves what is dragged into line with what lies around it, unless the hand is free. */
export function guideMoves(changes: NodeChange<CanvasNode>[], nodes: readonly CanvasNode[]): NodeChange<CanvasNode>[] {
  const moves = changes.filter((each) => each.type === 'position')
  if (moves.length === 0) return changes
  const isDragging = moves.some(({ dragging }) => dragging)
  const snap = handIsFree() ? null : snapMoves(moves, nodes)
  showGuides(isDragging && snap ? snap : none)
  if (!snap || (snap.by.x === 0 && snap.by.y === 0)) return changes
  return changes.map((each) => {
    if (each.type !== 'position' || !each.position) return each
    return { ...each, position: { x: each.position.x + snap.by.x, y: each.position.y + snap.by.y } }
  })
}

function showGuides({ lines, gaps }: Guides): void {
  const now = useGuides.getState()
  const isBlank = lines.length === 0 && gaps.length === 0
  if (!isBlank || now.lines.length > 0 || now.gaps.length > 0) useGuides.setState({ lines, gaps })
}

type Move = Extract<NodeChange<CanvasNode>, { type: 'position' }>

function snapMoves(moves: readonly Move[], nodes: readonly CanvasNode[]) {
  const moved = new Map(moves.flatMap(({ id, position }) => (position ? [[id, position] as const] : [])))
  const { document } = useDocumentStore.getState()
  const along = new Set([...moved.keys()].flatMap((id) => layersOf(document, id)))
  const boxes = nodes.flatMap((node) => {
    const position = moved.get(node.id)
    return position ? [boxOf(node, position)] : []
  })
  const box = boxAround(boxes)
  if (!box) return null
  const others = nodes
    .filter(({ id, type }) => type !== 'frame' && !moved.has(id) && !along.has(id))
    .map((node) => boxOf(node, node.position))
  return snapBox(
    box,
    others.filter((other) => distance(box, other) <= neighbourhood),
    roundedBy + reach / canvas().zoom(),
  )
}

function boxOf({ measured }: CanvasNode, { x, y }: { x: number; y: number }): Box {
  const { width = nodeSize.width, height = nodeSize.height } = measured ?? {}
  return { left: x, top: y, right: x + width, bottom: y + height }
}

function distance(a: Box, b: Box): number {
  return Math.max(a.left - b.right, b.left - a.right, a.top - b.bottom, b.top - a.bottom, 0)
}
