import { create } from 'zustand'
import type { LoomNode } from '#shared/document/schema.ts'
import type { LooseLine } from '#shared/graph/connection.ts'
import type { Problem } from '#shared/layers/layer.ts'

/** A point of the window, in CSS pixels. */
export interface ScreenPoint {
  x: number
  y: number
}

/** A line that was refused where it was let go, with cures. */
export interface Refusal {
  source: string
  target: string
  /** The line that was moved there; null for a new one. */
  movedEdgeId: string | null
  problem: Problem
}

/** Where a layer that is chosen from a list goes. */
export interface AddPlace {
  /** In the drawing: the middle of the layer's upper side, or of the lower one when its lower end is joined. */
  position: LoomNode['position']
  /** The line that will join it; null to stand alone. */
  line: LooseLine | null
  /** The line that it is put onto instead. */
  edgeId: string | null
}

/** What lies over the canvas for a moment. */
export type Overlay =
  | { kind: 'menu'; place: 'layers' | 'lines' | 'canvas'; at: ScreenPoint }
  | { kind: 'refusal'; at: ScreenPoint; refusal: Refusal }
  | { kind: 'quickAdd'; at: ScreenPoint; place: AddPlace }
  | { kind: 'search' }
  | { kind: 'commands' }
  | { kind: 'shortcuts' }

export interface OverlayState {
  /** One at a time: opening the next closes the last. */
  overlay: Overlay | null
  open: (overlay: Overlay) => void
  close: () => void
}

export const useOverlayStore = create<OverlayState>()((set) => ({
  overlay: null,
  open: (overlay) => set({ overlay }),
  close: () => set({ overlay: null }),
}))
