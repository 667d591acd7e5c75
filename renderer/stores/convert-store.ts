import { create } from 'zustand'

export interface ConvertState {
  /** The rewrite that is looked at, and what it is to rewrite (none: the whole network); null while nothing is. */
  preview: { rewriteId: string; nodeIds: readonly string[] } | null
  show: (rewriteId: string, nodeIds: readonly string[]) => void
  close: () => void
  /** Whether the network is tried on a larger picture. */
  isTrying: boolean
  setTrying: (isTrying: boolean) => void
}

export const useConvertStore = create<ConvertState>()((set) => ({
  preview: null,
  show: (rewriteId, nodeIds) => set({ preview: { rewriteId, nodeIds } }),
  close: () => set({ preview: null }),
  isTrying: false,
  setTrying: (isTrying) => set({ isTrying }),
}))
