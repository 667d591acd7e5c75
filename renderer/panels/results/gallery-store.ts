import { create } from 'zustand'
import type { GalleryOrder } from '#shared/contract/runs.ts'
import { useShellStore } from '../../stores/shell-store.ts'

export type GalleryFilter = 'all' | 'wrong' | 'right'
/** Masks beside the picture, or one of them over it. */
export const maskViews = ['three', 'truth', 'prediction', 'difference'] as const
export type MaskView = (typeof maskViews)[number]

export interface Cell {
  actual: number
  predicted: number
}

export interface GalleryState {
  filter: GalleryFilter
  /** One cell of the confusion matrix; null for all. */
  cell: Cell | null
  order: GalleryOrder
  offset: number
  maskView: MaskView
  setFilter: (filter: GalleryFilter) => void
  setCell: (cell: Cell | null) => void
  setOrder: (order: GalleryOrder) => void
  setOffset: (offset: number) => void
  setMaskView: (maskView: MaskView) => void
}

export function createGalleryStore() {
  return create<GalleryState>()((set) => ({
    filter: 'all',
    cell: null,
    order: 'asTheyCome',
    offset: 0,
    maskView: 'three',
    setFilter: (filter) => set({ filter, cell: null, offset: 0 }),
    setCell: (cell) => set({ cell, filter: 'all', offset: 0 }),
    setOrder: (order) => set({ order, offset: 0 }),
    setOffset: (offset) => set({ offset }),
    setMaskView: (maskView) => set({ maskView }),
  }))
}

/** Of the run that was trained last. */
export const useGalleryStore = createGalleryStore()

/** Shows the pictures of one cell of the confusion matrix. */
export function openCell(cell: Cell): void {
  useGalleryStore.getState().setCell(cell)
  useShellStore.getState().showDock('gallery')
}
