import type { RunSnapshot } from '#shared/contract/runs.ts'
import type { WeightSource } from '#shared/contract/weights.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { weightShapes } from '#shared/graph/rewrites/trace-weights.ts'

/**
 * Where the trained weights of a drawing are: with the last run, if that was of this network and began as it would now, else
 * in the set that it starts from; null where it has none.
 */
export function findTrainedWeights(document: LoomDocument, run: RunSnapshot | null): WeightSource | null {
  if (
    run &&
    hasModel(run) &&
    run.document.initialWeights === document.initialWeights &&
    isAlike(run.document, document)
  ) {
    return { runId: run.runId }
  }
  return document.initialWeights === undefined ? null : { weights: document.initialWeights }
}

function hasModel({ state, epochs }: RunSnapshot): boolean {
  return state.phase === 'finished' || (state.phase === 'failed' && epochs.length > 0)
}

/** Whether two drawings have the same weights, name by name: another network may have layers of the same names. */
function isAlike(a: LoomDocument, b: LoomDocument): boolean {
  if (a.nodes === b.nodes && a.edges === b.edges) return true
  const weights = (document: LoomDocument) => JSON.stringify([...weightShapes(checkGraph(document))].sort())
  return weights(a) === weights(b)
}
