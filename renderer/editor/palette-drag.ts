import { create } from 'zustand'
import { useDataStore } from '../stores/data-store.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { useSelectionStore } from '../stores/selection-store.ts'
import { canvas } from './canvas-control.ts'
import { aimNewAtBlock, forgetBlock, intoTarget } from './dropping/block-target.ts'
import { aimAtEdge, forgetEdge } from './dropping/edge-target.ts'
import { appendLayer, freshParameters, nodeWidth, type Placed } from './place-layer.ts'
import { addChosen } from './quick-add/add-chosen.ts'
import type { Candidate } from './quick-add/rank-layers.ts'

/** A layer that is being dragged from the palette, in screen coordinates. */
export interface PaletteDrag {
  kind: string
  x: number
  y: number
  isOverCanvas: boolean
}

export const usePaletteDrag = create<{ drag: PaletteDrag | null }>()(() => ({ drag: null }))

export function dragLayer(kind: string, x: number, y: number): void {
  const isOverCanvas = canvas().toDrawing(x, y) !== null
  usePaletteDrag.setState({ drag: { kind, x, y, isOverCanvas } })
  if (isOverCanvas) {
    aimAtEdge({ kind, nodeId: null }, [{ x, y }])
    aimNewAtBlock({ x, y })
  } else forgetTargets()
}

function forgetTargets(): void {
  forgetEdge()
  forgetBlock()
}

export function cancelLayerDrag(): void {
  usePaletteDrag.setState({ drag: null })
  forgetTargets()
}

/** Puts the dragged layer where it was let go: onto a line where it fits, or at that place. Outside of the canvas nothing happens. */
export function dropLayer(): void {
  const { drag } = usePaletteDrag.getState()
  const target = forgetEdge()
  const block = forgetBlock()
  cancelLayerDrag()
  const at = drag ? canvas().toDrawing(drag.x, drag.y) : null
  if (!drag || !at) return
  const { kind } = drag
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
