import { useOverlayStore } from '../stores/overlay-store.ts'
import type { Action } from './action.ts'

/** All actions with their keys. */
export const showShortcutsAction: Action = {
  id: 'showShortcuts',
  labelKey: 'actions.showShortcuts',
  shortcuts: ['?', 'F1'],
  undo: 'never',
  menu: { places: ['canvas'], group: 'view' },
  isEnabled: () => true,
  perform: () => useOverlayStore.getState().open({ kind: 'shortcuts' }),
}
