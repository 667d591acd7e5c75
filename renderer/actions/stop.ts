import { useRunStore } from '../stores/run-store.ts'
import type { Action } from './action.ts'

export const stopAction: Action = {
  id: 'stop',
  labelKey: 'actions.stop',
  shortcuts: ['Shift+F5'],
  undo: 'never',
  isEnabled: ({ runPhase }) => runPhase === 'training' || runPhase === 'paused' || runPhase === 'preparing',
  perform: () => useRunStore.getState().stop(),
}
