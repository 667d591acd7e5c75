import { useRunStore } from '../stores/run-store.ts'
import type { Action } from './action.ts'

export const pauseAction: Action = {
  id: 'pause',
  labelKey: 'actions.pause',
  shortcuts: ['F6'],
  undo: 'never',
  isEnabled: ({ runPhase }) => runPhase === 'training',
  perform: () => useRunStore.getState().pause(),
}
