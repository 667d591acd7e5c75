import { redo } from '../stores/document-store.ts'
import type { Action } from './action.ts'

export const redoAction: Action = {
  id: 'redo',
  labelKey: 'actions.redo',
  shortcuts: ['Mod+Shift+Z', 'Mod+Y'],
  undo: 'never',
  repeats: true,
  menu: { places: ['canvas'], group: 'remove' },
  isEnabled: ({ canRedo }) => canRedo,
  perform: redo,
}
