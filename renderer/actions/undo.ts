import { undo } from '../stores/document-store.ts'
import type { Action } from './action.ts'

export const undoAction: Action = {
  id: 'undo',
  labelKey: 'actions.undo',
  shortcuts: ['Mod+Z'],
  undo: 'never',
  repeats: true,
  menu: { places: ['canvas'], group: 'remove' },
  isEnabled: ({ canUndo }) => canUndo,
  perform: undo,
}
