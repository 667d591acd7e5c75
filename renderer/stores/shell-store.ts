import { create } from 'zustand'
import type { Message } from '#shared/messages/message.ts'

/** A notice in the corner; it stays until it is closed. */
export interface Notice {
  id: number
  tone: 'error' | 'info'
  /** A folder that the notice offers to show. */
  folder?: string
  content: { message: Message } | { textKey: string; values?: Record<string, string | number> }
}

/** What fills the window: the drawing with its training, the data it learns from, the runs that are kept. */
export const pages = ['network', 'data', 'runs'] as const
export type Page = (typeof pages)[number]

export const sidebarTabs = ['layer', 'data', 'training'] as const
export type SidebarTab = (typeof sidebarTabs)[number]
export const dockTabs = [
  'curves',
  'maps',
  'kernels',
  'confusion',
  'metrics',
  'gallery',
  'try',
  'layers',
  'problems',
] as const
export type DockTab = (typeof dockTabs)[number]

export interface ShellState {
  notices: Notice[]
  notify: (notice: Omit<Notice, 'id'>) => void
  dismiss: (id: number) => void
  page: Page
  showPage: (page: Page) => void
  sidebarTab: SidebarTab
  /** Like the dock it is part of the network's page, which comes up with it. */
  showSidebar: (tab: SidebarTab) => void
  dockTab: DockTab
  showDock: (tab: DockTab) => void
  isDockOpen: boolean
  setDockOpen: (isOpen: boolean) => void
  isTemplatesOpen: boolean
  setTemplatesOpen: (isOpen: boolean) => void
  isAboutOpen: boolean
  setAboutOpen: (isOpen: boolean) => void
  /** Whether the shell has said what to begin with: the language, and a project where there is one. */
  hasBegun: boolean
  setBegun: () => void
  version: string
  setVersion: (version: string) => void
  /** Exit code of a core process that ended unasked; null when all is well or the person has closed the banner. */
  coreExit: { exitCode: number; isBack: boolean } | null
  setCoreExit: (coreExit: ShellState['coreExit']) => void
}

let nextNotice = 1

export const useShellStore = create<ShellState>()((set, get) => ({
  notices: [],
  notify(notice) {
    const isKnown = get().notices.some(({ content }) => JSON.stringify(content) === JSON.stringify(notice.content))
    if (isKnown) return
    set({ notices: [...get().notices, { ...notice, id: nextNotice }] })
    nextNotice += 1
  },
  dismiss: (id) => set({ notices: get().notices.filter((notice) => notice.id !== id) }),
  page: 'network',
  showPage: (page) => set({ page }),
  sidebarTab: 'layer',
  showSidebar: (sidebarTab) => set({ sidebarTab, page: 'network' }),
  dockTab: 'curves',
  showDock: (dockTab) => set({ dockTab, isDockOpen: true, page: 'network' }),
  isDockOpen: true,
  setDockOpen: (isDockOpen) => set({ isDockOpen }),
  isTemplatesOpen: false,
  setTemplatesOpen: (isTemplatesOpen) => set({ isTemplatesOpen }),
  isAboutOpen: false,
  setAboutOpen: (isAboutOpen) => set({ isAboutOpen }),
  hasBegun: false,
  setBegun: () => set({ hasBegun: true }),
  version: '',
  setVersion: (version) => set({ version }),
  coreExit: null,
  setCoreExit: (coreExit) => set({ coreExit }),
}))
