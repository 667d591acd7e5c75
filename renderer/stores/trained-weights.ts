import type { RunSnapshot } from '#shared/contract/runs.ts'
import type { WeightSource } from '#shared/contract/weights.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { weightShapes } from '#shared/graph/rewrites/trace-weights.ts'

/** A run as the window remembers it when another one has begun. */
export type FinishedRun = Pick<RunSnapshot, 'runId' | 'document'>

/** Enough for a network that was rewritten, tested and taken back. The core keeps the models of more. */
const mostFinished = 4

/** The runs that left a model, newest first, now that `last` makes room for another one. */
export function rememberFinished(earlier: readonly FinishedRun[], last: RunSnapshot | null): readonly FinishedRun[] {
  if (last?.state.phase !== 'finished') return earlier
  const { runId, document } = last
  return [{ runId, document }, ...earlier.filter((run) => run.runId !== runId)].slice(0, mostFinished)
}

export interface Runs {
  run: RunSnapshot | null
  earlier: readonly FinishedRun[]
}

/**
 * Where the trained weights of a drawing are: with the last of the runs that was of this network and began as it would now,
 * else in the set that it starts from; null where it has none. A network that was rewritten and taken back finds its own.
 */
export function findTrainedWeights(document: LoomDocument, { run, earlier }: Runs): WeightSource | null {
  const found = finishedRuns(document, { run, earlier }).find((each) => isAlike(each.document, document))
  if (found) return { runId: found.runId }
  return document.initialWeights === undefined ? null : { weights: document.initialWeights }
}

/** The runs that left a model and began as the drawing would now, newest first: it may have grown since. */
export function finishedRuns({ initialWeights }: LoomDocument, { run, earlier }: Runs): readonly FinishedRun[] {
  const finished = run && hasModel(run) ? [run, ...earlier] : earlier
  return finished.filter((each) => each.document.initialWeights === initialWeights)
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
