import { create } from 'zustand'

export const projectDialogs = ['recent', 'versions', 'compare'] as const
export type ProjectDialog = (typeof projectDialogs)[number]

export interface ProjectDialogState {
  /** One at a time. */
  dialog: ProjectDialog | null
  /** The version that the drawing is compared with first; null for the person to choose. */
  versionId: string | null
  show: (dialog: ProjectDialog, options?: { versionId?: string }) => void
  close: () => void
}

export const useProjectDialogs = create<ProjectDialogState>()((set) => ({
  dialog: null,
  versionId: null,
  show: (dialog, { versionId = null } = {}) => set({ dialog, versionId }),
  close: () => set({ dialog: null }),
}))
