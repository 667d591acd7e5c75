import { create } from 'zustand'
import type { Clip } from './clip.ts'

/** What was copied, and how often it was pasted since: each paste lies a little further. */
export interface ClipboardState {
  clip: Clip | null
  pastes: number
  setClip: (clip: Clip) => void
  countPaste: () => number
}

export const useClipboardStore = create<ClipboardState>()((set, get) => ({
  clip: null,
  pastes: 0,
  setClip: (clip) => set({ clip, pastes: 0 }),
  countPaste() {
    const pastes = get().pastes + 1
    set({ pastes })
    return pastes
  },
}))
