import { copyNodes } from '../stores/clip.ts'
import { useClipboardStore } from '../stores/clipboard-store.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { useSelectionStore } from '../stores/selection-store.ts'
import type { Action } from './action.ts'

export const copySelectionAction: Action = {
  id: 'copy',
  labelKey: 'actions.copy',
  shortcuts: ['Mod+C'],
  undo: 'never',
  menu: { places: ['layers'], group: 'clip' },
  isEnabled: ({ selectedNodeIds }) => selectedNodeIds.length > 0,
  perform() {
    const clip = copyNodes(useDocumentStore.getState().document, useSelectionStore.getState().selectedNodeIds)
    if (clip) useClipboardStore.getState().setClip(clip)
  },
}
