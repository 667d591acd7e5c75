import { takeFragment } from '#shared/document/fragment.ts'
import { printFragment } from '#shared/document/fragment-text.ts'
import { shell } from '../client/shell-client.ts'
import { useClipboardStore } from '../stores/clipboard-store.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { useSelectionStore } from '../stores/selection-store.ts'
import type { Action } from './action.ts'

/** Puts the selected layers on the system's clipboard, as text: another window, or an editor of text, can have them. */
export const copySelectionAction: Action = {
  id: 'copy',
  labelKey: 'actions.copy',
  shortcuts: ['Mod+C'],
  undo: 'never',
  menu: { places: ['layers'], group: 'clip' },
  isEnabled: ({ selectedNodeIds }) => selectedNodeIds.length > 0,
  async perform() {
    const ids = new Set(useSelectionStore.getState().selectedNodeIds)
    const fragment = takeFragment(useDocumentStore.getState().document, ids)
    await shell.writeClipboard({ text: printFragment(fragment) })
    useClipboardStore.getState().forget()
  },
}
