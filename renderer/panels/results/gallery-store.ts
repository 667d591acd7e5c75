import { create } from 'zustand'
import { useShellStore } from '../../stores/shell-store.ts'

export type GalleryFilter = 'all' | 'wrong' | 'right'
export interface Cell {
  actual: number
  predicted: number
}

export interface GalleryState {
  filter: GalleryFilter
  /** One cell of the confusion matrix; null for all. */
  cell: Cell | null
  offset: number
  setFilter: (filter: GalleryFilter) => void
  setCell: (cell: Cell | null) => void
  setOffset: (offset: number) => void
}

export const useGalleryStore = create<GalleryState>()((set) => ({
  filter: 'all',
  cell: null,
  offset: 0,
  setFilter: (filter) => set({ filter, cell: null, offset: 0 }),
  setCell: (cell) => set({ cell, filter: 'all', offset: 0 }),
  setOffset: (offset) => set({ offset }),
}))

/** Shows the pictures of one cell of the confusion matrix. */
export function openCell(cell: Cell): void {
  useGalleryStore.getState().setCell(cell)
  useShellStore.getState().showDock('gallery')
}
