import { useShellStore } from '../stores/shell-store.ts'
import type { Action } from './action.ts'

export const showTemplatesAction: Action = {
  id: 'templates',
  labelKey: 'actions.templates',
  shortcuts: [],
  undo: 'never',
  isEnabled: () => true,
  perform: () => useShellStore.getState().setTemplatesOpen(true),
}
