import { core } from '../client/core-client.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import { useRunStore } from '../stores/run-store.ts'
import { findTrainedWeights } from '../stores/trained-weights.ts'
import type { Action } from './action.ts'

/** Lets the next training, or a test, begin with the weights that an earlier run left for this network. */
export const trainOnAction: Action = {
  id: 'trainOn',
  labelKey: 'actions.trainOn',
  shortcuts: [],
  undo: 'now',
  isEnabled: ({ document, runPhase }) => {
    const source = findTrainedWeights(document, useRunStore.getState())
    return source !== null && 'runId' in source && (runPhase === 'finished' || runPhase === 'failed')
  },
  async perform() {
    const { document, edit } = useDocumentStore.getState()
    const source = findTrainedWeights(document, useRunStore.getState())
    if (!source) return
    const { id } = await core.carryWeights({ document, source, moves: [] })
    // Whoever has drawn on meanwhile did not ask for this.
    if (id === null || id === document.initialWeights || useDocumentStore.getState().document !== document) return
    edit((drawn) => ({ ...drawn, initialWeights: id }), 'app:edits.trainOn')
  },
}
