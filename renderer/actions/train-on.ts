import type { LoomDocument } from '#shared/document/schema.ts'
import { core } from '../client/core-client.ts'
import { findPartialWeights, rememberWeightSet } from '../stores/carried-layers.ts'
import { checkedGraph, useDocumentStore } from '../stores/document-store.ts'
import { useRunStore } from '../stores/run-store.ts'
import { findTrainedWeights, finishedRuns } from '../stores/trained-weights.ts'
import type { Action } from './action.ts'

/** Lets the next training, or a test, begin with the weights that an earlier run left for this network, or for parts of it. */
export const trainOnAction: Action = {
  id: 'trainOn',
  labelKey: 'actions.trainOn',
  shortcuts: [],
  undo: 'now',
  isEnabled: ({ document, runPhase }) =>
    (runPhase === 'finished' || runPhase === 'failed') && findRun(document) !== null,
  async perform() {
    const { document, edit } = useDocumentStore.getState()
    const source = findRun(document)
    if (!source) return
    const report = await core.carryWeights({ document, source, moves: [] })
    const { id } = report
    rememberWeightSet(document, report)
    // Whoever has drawn on meanwhile did not ask for this.
    if (id === null || id === document.initialWeights || useDocumentStore.getState().document !== document) return
    edit((drawn) => ({ ...drawn, initialWeights: id }), 'app:edits.trainOn')
  },
}

/** The run of this network; else the newest that has weights for some of its layers, which was drawn on since. */
function findRun(document: LoomDocument): { runId: string } | null {
  const runs = useRunStore.getState()
  const own = findTrainedWeights(document, runs)
  if (own && 'runId' in own) return own
  const partial = findPartialWeights(checkedGraph(), finishedRuns(document, runs))
  return partial && { runId: partial.runId }
}
