import { create } from 'zustand'
import type { LibraryBlock } from '#shared/contract/shell.ts'
import { layersWithin } from '#shared/document/block-tree.ts'
import { takeFragment } from '#shared/document/fragment.ts'
import { emptyDocument, type LoomDocument } from '#shared/document/schema.ts'
import { shell } from '../client/shell-client.ts'
import { useShellStore } from './shell-store.ts'

export interface LibraryState {
  /** The person's own blocks, by name. */
  blocks: LibraryBlock[]
  load: () => Promise<void>
  /** Keeps a copy of a block of the drawing. */
  keep: (document: LoomDocument, blockId: string) => Promise<void>
  drop: (id: string) => Promise<void>
}

export const useLibraryStore = create<LibraryState>()((set, get) => ({
  blocks: [],
  async load() {
    const { blocks, setAside } = await shell.blockLibrary({})
    set({ blocks })
    for (const file of setAside) {
      useShellStore
        .getState()
        .notify({ tone: 'error', content: { textKey: 'app:notices.blockSetAside', values: { file } } })
    }
  },
  async keep(document, blockId) {
    const block = document.blocks.find(({ id }) => id === blockId)
    const inside = new Set(layersWithin(document, blockId).map(({ id }) => id))
    const fragment = takeFragment(document, inside)
    const kept = await shell.keepBlock({ document: { ...emptyDocument(block?.name ?? ''), ...fragment } })
    set({ blocks: [...get().blocks, kept].sort((a, b) => a.document.name.localeCompare(b.document.name)) })
  },
  async drop(id) {
    await shell.dropBlock({ id })
    set({ blocks: get().blocks.filter((block) => block.id !== id) })
  },
}))
