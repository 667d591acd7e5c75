import { create } from 'zustand'
import type { DataPart } from '#shared/contract/data.ts'

/** Which pictures of the data set are shown on its page. */
export interface DataViewState {
  part: DataPart
  /** The class shown alone. */
  label: number | null
  /** The first picture of the page. */
  offset: number
  /** Another part or class begins at its first picture. */
  filter: (filter: Partial<Pick<DataViewState, 'part' | 'label'>>) => void
  moveTo: (offset: number) => void
}

export const useDataViewStore = create<DataViewState>()((set) => ({
  part: 'train',
  label: null,
  offset: 0,
  filter: (filter) => set({ ...filter, offset: 0 }),
  moveTo: (offset) => set({ offset }),
}))
