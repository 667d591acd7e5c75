import { useOverlayStore } from '../stores/overlay-store.ts'
import type { Action } from './action.ts'

/** All actions in a list. */
export const showCommandsAction: Action = {
  id: 'showCommands',
  labelKey: 'actions.showCommands',
  shortcuts: ['Mod+K'],
  undo: 'never',
  isEnabled: () => true,
  perform: () => useOverlayStore.getState().open({ kind: 'commands' }),
}
