import { create } from 'zustand'

export interface SelectionState {
  /** In the order in which they were selected; the last one is what the inspector shows. */
  selectedNodeIds: string[]
  selectedEdgeIds: string[]
  /** Selects exactly these. */
  select: (nodeIds: string[], edgeIds?: string[]) => void
}

export const useSelectionStore = create<SelectionState>()((set, get) => ({
  selectedNodeIds: [],
  selectedEdgeIds: [],
  select(selectedNodeIds, selectedEdgeIds = []) {
    const now = get()
    if (isSame(now.selectedNodeIds, selectedNodeIds) && isSame(now.selectedEdgeIds, selectedEdgeIds)) return
    set({ selectedNodeIds, selectedEdgeIds })
  },
}))

function isSame(a: string[], b: string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index])
}
