import { create } from 'zustand'
import { insertOnEdge } from '#shared/document/edit.ts'
import { findLayer } from '#shared/layers/registry.ts'
import { useDataStore } from '../stores/data-store.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { useSelectionStore } from '../stores/selection-store.ts'
import { canvas } from './canvas-control.ts'
import { appendLayer, freshParameters, nodeWidth, type Placed, placeLayer } from './place-layer.ts'

/** A layer that is being dragged from the palette, in screen coordinates. */
export interface PaletteDrag {
  kind: string
  x: number
  y: number
  /** The line that it would be put onto here. */
  edgeId: string | null
  isOverCanvas: boolean
}

export const usePaletteDrag = create<{ drag: PaletteDrag | null }>()(() => ({ drag: null }))

export function dragLayer(kind: string, x: number, y: number): void {
  const isOverCanvas = canvas().toDrawing(x, y) !== null
  usePaletteDrag.setState({ drag: { kind, x, y, isOverCanvas, edgeId: isOverCanvas ? edgeAt(kind, x, y) : null } })
}

export function cancelLayerDrag(): void {
  usePaletteDrag.setState({ drag: null })
}

/** Puts the dragged layer where it was let go: onto a line, or at that place. Outside of the canvas nothing happens. */
export function dropLayer(): void {
  const { drag } = usePaletteDrag.getState()
  cancelLayerDrag()
  const at = drag ? canvas().toDrawing(drag.x, drag.y) : null
  if (!drag || !at) return
  const { kind, edgeId } = drag
  const parameters = startingParameters(kind)
  const { document } = useDocumentStore.getState()
  const isKnown = edgeId !== null && document.edges.some(({ id }) => id === edgeId)
  const corner = { x: at.x - nodeWidth / 2, y: at.y - 30 }
  keep(
    isKnown ? insertOnEdge(document, edgeId, kind, parameters) : placeLayer(document, kind, corner, parameters),
    isKnown ? 'app:edits.insert' : 'app:edits.add',
  )
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

function edgeAt(kind: string, x: number, y: number): string | null {
  const layer = findLayer(kind)
  if (layer?.inputs !== 1 || layer.outputs !== 1) return null
  const elements = window.document.elementsFromPoint(x, y)
  const edge = elements.map((element) => element.closest('.react-flow__edge')).find((found) => found !== null)
  return edge?.getAttribute('data-id') ?? null
}
