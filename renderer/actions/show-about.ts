import { useShellStore } from '../stores/shell-store.ts'
import type { Action } from './action.ts'

export const showAboutAction: Action = {
  id: 'about',
  labelKey: 'actions.about',
  shortcuts: [],
  undo: 'never',
  isEnabled: () => true,
  perform: () => useShellStore.getState().setAboutOpen(true),
}
