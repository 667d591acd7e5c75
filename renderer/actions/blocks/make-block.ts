import i18next from 'i18next'
import { makeBlock } from '#shared/document/blocks.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import { useSelectionStore } from '../../stores/selection-store.ts'
import { useShellStore } from '../../stores/shell-store.ts'
import type { Action } from '../action.ts'

/** Puts the selected layers into a block, which the inspector then shows, to be named. */
export const makeBlockAction: Action = {
  id: 'makeBlock',
  labelKey: 'actions.makeBlock',
  shortcuts: ['Mod+G'],
  undo: 'now',
  menu: { places: ['layers'], group: 'block' },
  isEnabled: ({ document, selectedNodeIds }) => document.nodes.some(({ id }) => selectedNodeIds.includes(id)),
  perform() {
    const { document, edit } = useDocumentStore.getState()
    const { selectedNodeIds, select } = useSelectionStore.getState()
    const made = makeBlock(document, new Set(selectedNodeIds), freeName(document.blocks))
    if (!made) return
    edit(() => made.document, 'app:edits.makeBlock')
    select(selectedNodeIds)
    useShellStore.getState().showSidebar('layer')
  },
}

function freeName(blocks: readonly { name: string }[]): string {
  const taken = new Set(blocks.map(({ name }) => name))
  let number = 1
  while (taken.has(i18next.t('app:block.numbered', { number }))) number += 1
  return i18next.t('app:block.numbered', { number })
}
