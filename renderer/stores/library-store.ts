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
  /** Gives one another name, which the block has where it is put, and other words about it. */
  describe: (id: string, words: BlockWords) => Promise<void>
  drop: (id: string) => Promise<void>
}

export interface BlockWords {
  name: string
  description: string
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
    set({ blocks: byName([...get().blocks, kept]) })
  },
  async describe(id, words) {
    const block = get().blocks.find((each) => each.id === id)
    if (!block) return
    const replaced = await shell.replaceBlock({ id, document: describeBlock(block.document, words) })
    set({ blocks: byName(get().blocks.map((each) => (each.id === id ? replaced : each))) })
  },
  async drop(id) {
    await shell.dropBlock({ id })
    set({ blocks: get().blocks.filter((block) => block.id !== id) })
  },
}))

function byName(blocks: readonly LibraryBlock[]): LibraryBlock[] {
  return [...blocks].sort((a, b) => a.document.name.localeCompare(b.document.name))
}

/** The outermost block has the name as well: it is what people see once it is put into a drawing. */
function describeBlock(document: LoomDocument, { name, description }: BlockWords): LoomDocument {
  const { description: _old, ...rest } = document
  const blocks = document.blocks.map((block) => (block.parent === undefined ? { ...block, name } : block))
  return { ...rest, name, blocks, ...(description === '' ? {} : { description }) }
}
