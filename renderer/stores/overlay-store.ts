import { create } from 'zustand'

/** A point of the window, in CSS pixels. */
export interface ScreenPoint {
  x: number
  y: number
}

/** What lies over the canvas for a moment. */
export type Overlay = { kind: 'menu'; place: 'layers' | 'lines' | 'canvas'; at: ScreenPoint }

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
