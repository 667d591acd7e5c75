import { useConvertStore } from '../stores/convert-store.ts'
import { useRunStore } from '../stores/run-store.ts'
import { findTrainedWeights } from '../stores/trained-weights.ts'
import type { Action } from './action.ts'

/** Runs the trained network over a picture that is larger than those that it was trained on. */
export const tryLargerAction: Action = {
  id: 'tryLarger',
  labelKey: 'actions.tryLarger',
  shortcuts: [],
  undo: 'never',
  menu: { places: ['canvas'], group: 'view' },
  isEnabled: ({ document, runPhase }) =>
    (runPhase === null || runPhase === 'finished' || runPhase === 'failed') &&
    findTrainedWeights(document, useRunStore.getState()) !== null,
  perform: () => useConvertStore.getState().setTrying(true),
}
