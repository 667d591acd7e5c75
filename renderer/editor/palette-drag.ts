import { create } from 'zustand'
import type { LoomNode } from '#shared/document/schema.ts'
import { useDataStore } from '../stores/data-store.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import type { ScreenPoint } from '../stores/overlay-store.ts'
import { useSelectionStore } from '../stores/selection-store.ts'
import { canvas } from './canvas-control.ts'
import { aimNewAtBlock, forgetBlock, intoTarget } from './dropping/block-target.ts'
import { aimAtEdge, forgetEdge } from './dropping/edge-target.ts'
import { appendLayer, freshParameters, nodeWidth, type Placed } from './place-layer.ts'
import { addChosen } from './quick-add/add-chosen.ts'
import type { Candidate } from './quick-add/rank-layers.ts'

/** A layer or a block that is being dragged from the palette, in screen coordinates. */
export interface PaletteDrag {
  /** Null for a block. */
  kind: string | null
  name: string
  x: number
  y: number
  isOverCanvas: boolean
}

export const usePaletteDrag = create<{ drag: PaletteDrag | null }>()(() => ({ drag: null }))

export function dragLayer(kind: string, at: ScreenPoint): void {
  if (carry({ kind, name: kind }, at)) aimAtEdge({ kind, nodeId: null }, [at])
}

export function dragBlock(name: string, at: ScreenPoint): void {
  carry({ kind: null, name }, at)
}

/** Whether it is over the canvas, and so over a frame, maybe. */
function carry(what: Pick<PaletteDrag, 'kind' | 'name'>, at: ScreenPoint): boolean {
  const isOverCanvas = canvas().toDrawing(at.x, at.y) !== null
  usePaletteDrag.setState({ drag: { ...what, ...at, isOverCanvas } })
  if (isOverCanvas) aimNewAtBlock(at)
  else forgetTargets()
  return isOverCanvas
}

function forgetTargets(): void {
  forgetEdge()
  forgetBlock()
}

export function cancelPaletteDrag(): void {
  usePaletteDrag.setState({ drag: null })
  forgetTargets()
}

/** Where the dragged block was let go, and the frame that it was over; null outside of the canvas. */
export function endBlockDrag(): { at: LoomNode['position']; blockId: string | undefined } | null {
  const { drag } = usePaletteDrag.getState()
  const target = forgetBlock()
  cancelPaletteDrag()
  const at = drag ? canvas().toDrawing(drag.x, drag.y) : null
  return at && { at, blockId: target?.blockId }
}

/** Puts the dragged layer where it was let go: onto a line where it fits, or at that place. Outside of the canvas nothing happens. */
export function dropLayer(): void {
  const { drag } = usePaletteDrag.getState()
  const target = forgetEdge()
  const block = forgetBlock()
  cancelPaletteDrag()
  const at = drag ? canvas().toDrawing(drag.x, drag.y) : null
  const kind = drag?.kind ?? null
  if (kind === null || !at) return
  const { document } = useDocumentStore.getState()
  const place = { position: { x: at.x, y: at.y - 30 }, line: null, edgeId: target?.edgeId ?? null }
  const candidate: Candidate = target?.candidate ?? { kind, fit: 'fits', problem: null, remedy: null }
  const pictureShape = useDataStore.getState().summary?.inputShape ?? null
  const isOnEdge = target !== null && candidate.fit !== 'loose'
  const placed = addChosen(document, candidate, place, pictureShape)
  if (isOnEdge || !block) keep(placed, isOnEdge ? 'app:edits.insert' : 'app:edits.add')
  else keep({ ...placed, document: intoTarget(placed.document, { ...block, ids: [placed.nodeId] }) }, 'app:edits.add')
}

/** Puts a layer after the selected one, or at the end of the chain, and selects it. */
export function appendToSelection(kind: string): void {
  const { document } = useDocumentStore.getState()
  const afterId = useSelectionStore.getState().selectedNodeIds.at(-1) ?? null
  const center = canvas().center()
  const origin = { x: center.x - nodeWidth / 2, y: center.y - 30 }
  const placed = appendLayer(document, kind, { afterId, origin, parameters: startingParameters(kind) })
  keep(placed, 'app:edits.add')
  canvas().reveal(placed.nodeId)
}

function startingParameters(kind: string) {
  return freshParameters(kind, useDataStore.getState().summary?.inputShape ?? null)
}

function keep({ document, nodeId }: Placed, label: string): void {
  const { edit, endGesture } = useDocumentStore.getState()
  endGesture()
  edit(() => document, label)
  useSelectionStore.getState().select([nodeId])
}
