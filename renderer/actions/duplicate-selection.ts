import { takeFragment } from '#shared/document/fragment.ts'
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
    const ids = new Set(useSelectionStore.getState().selectedNodeIds)
    const fragment = takeFragment(useDocumentStore.getState().document, ids)
    addCopy(fragment, { x: 40, y: 40 }, 'app:edits.duplicate')
  },
}
