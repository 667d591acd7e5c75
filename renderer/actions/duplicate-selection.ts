import { copyNodes } from '../stores/clip.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { useSelectionStore } from '../stores/selection-store.ts'
import type { Action } from './action.ts'
import { addCopy } from './paste-clip.ts'

export const duplicateSelectionAction: Action = {
  id: 'duplicate',
  labelKey: 'actions.duplicate',
  shortcuts: ['Mod+D'],
  undo: 'now',
  menu: { places: ['layers'], group: 'clip' },
  isEnabled: ({ selectedNodeIds }) => selectedNodeIds.length > 0,
  perform() {
    const clip = copyNodes(useDocumentStore.getState().document, useSelectionStore.getState().selectedNodeIds)
    if (clip) addCopy(clip, 40, 'app:edits.duplicate')
  },
}
