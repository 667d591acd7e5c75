import { useRunStore } from '../stores/run-store.ts'
import { useShellStore } from '../stores/shell-store.ts'
import { keepVersion } from '../stores/versions.ts'
import type { Action } from './action.ts'

/** Starts a run, or goes on with one that is paused. */
export const trainAction: Action = {
  id: 'train',
  labelKey: 'actions.train',
  shortcuts: ['F5'],
  undo: 'never',
  isEnabled: ({ isTrainable, runPhase }) =>
    runPhase === 'paused' || (isTrainable && (runPhase === null || runPhase === 'finished' || runPhase === 'failed')),
  async perform() {
    const { run, start, resume } = useRunStore.getState()
    if (run?.state.phase === 'paused') return resume()
    // Among the runs the new one is watched where it appears.
    if (useShellStore.getState().page !== 'runs') useShellStore.getState().showDock('curves')
    await keepVersion('run')
    await start()
  },
}
