import type { EngineChoice, LoomDocument } from '#shared/document/schema.ts'
import type { CheckedGraph } from '#shared/graph/check-graph.ts'
import type { ChosenDevice } from './choose.ts'
import type { Engine, NamedTensor, TrainingSession } from './engine.ts'

export interface EngineResources {
  engines: readonly Engine[]
  chooseDevice(choice: EngineChoice, engines: readonly Engine[]): Promise<ChosenDevice>
}

/** A network that is only asked, with all of its weights. */
export interface WeightedNetwork {
  graph: CheckedGraph
  weights: readonly NamedTensor[]
  /** What says which engine, and all that a session wants to know of a training. */
  document: LoomDocument
}

/** Opens a session for a few questions. A few pictures are nothing to time devices for. @throws LoomError engine.* */
export async function withNetwork<Result>(
  { graph, weights, document }: WeightedNetwork,
  { engines, chooseDevice }: EngineResources,
  use: (session: TrainingSession) => Promise<Result>,
): Promise<Result> {
  const { engine, device } = await chooseDevice(document.training.engine, engines)
  const session = await engine.open({ ...document.training, graph, seed: document.seed }, device)
  try {
    await session.writeWeights(weights)
    return await use(session)
  } finally {
    await session.dispose()
  }
}
