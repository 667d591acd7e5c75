import { create } from 'zustand'

export const projectDialogs = ['recent', 'versions'] as const
export type ProjectDialog = (typeof projectDialogs)[number]

export interface ProjectDialogState {
  /** One at a time. */
  dialog: ProjectDialog | null
  show: (dialog: ProjectDialog) => void
  close: () => void
}

export const useProjectDialogs = create<ProjectDialogState>()((set) => ({
  dialog: null,
  show: (dialog) => set({ dialog }),
  close: () => set({ dialog: null }),
}))
