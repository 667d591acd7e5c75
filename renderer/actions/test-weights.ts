import { useRunStore } from '../stores/run-store.ts'
import { useShellStore } from '../stores/shell-store.ts'
import type { Action } from './action.ts'

/** Tests the network with the weights that it starts from, before any further training. */
export const testWeightsAction: Action = {
  id: 'testWeights',
  labelKey: 'actions.testWeights',
  shortcuts: [],
  undo: 'never',
  isEnabled: ({ document, isTrainable, runPhase }) =>
    document.initialWeights !== undefined &&
    isTrainable &&
    (runPhase === null || runPhase === 'finished' || runPhase === 'failed'),
  async perform() {
    useShellStore.getState().showDock('confusion')
    await useRunStore.getState().start({ isTestOnly: true })
  },
}
