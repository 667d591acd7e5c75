import { create } from 'zustand'

export interface RewriteChoice {
  rewriteId: string
  /** What was selected when it was asked for. */
  selection: readonly string[]
  isWhole: boolean
}

export interface ConvertState {
  /** The rewrite that is looked at; null while none is. */
  preview: RewriteChoice | null
  /** Shows a rewrite of the layers that are selected; without any, or where that is said, of the whole network. */
  show: (rewriteId: string, selection: readonly string[], isWhole?: boolean) => void
  /** Looks at another one, or at the whole network instead of what is selected. */
  choose: (change: Partial<Pick<RewriteChoice, 'rewriteId' | 'isWhole'>>) => void
  close: () => void
  /** Whether the network is tried on a larger picture. */
  isTrying: boolean
  setTrying: (isTrying: boolean) => void
}

export const useConvertStore = create<ConvertState>()((set) => ({
  preview: null,
  show: (rewriteId, selection, isWhole = selection.length === 0) => set({ preview: { rewriteId, selection, isWhole } }),
  choose: (change) => set(({ preview }) => ({ preview: preview && { ...preview, ...change } })),
  close: () => set({ preview: null }),
  isTrying: false,
  setTrying: (isTrying) => set({ isTrying }),
}))
