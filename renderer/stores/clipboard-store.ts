import { create } from 'zustand'

/** What was pasted last, where, and how often: each paste of the same to the same place lies a little further. */
export interface ClipboardState {
  text: string
  place: string
  pastes: number
  /** How many times this was pasted there now, this time included. */
  countPaste: (text: string, place: string) => number
  /** The next paste begins to count anew. */
  forget: () => void
}

export const useClipboardStore = create<ClipboardState>()((set, get) => ({
  text: '',
  place: '',
  pastes: 0,
  countPaste(text, place) {
    const now = get()
    const pastes = now.text === text && now.place === place ? now.pastes + 1 : 1
    set({ text, place, pastes })
    return pastes
  },
  forget: () => set({ text: '', place: '', pastes: 0 }),
}))
