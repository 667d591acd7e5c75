import type { EngineDevice } from '#shared/contract/engines.ts'
import { findLayer } from '#shared/layers/registry.ts'
import { LoomError, toMessage } from '#shared/messages/loom-error.ts'
import type { Message } from '#shared/messages/message.ts'
import type { TrainingPlan, TrainingSession } from '../../engine.ts'

/** What the core asks of the hidden window's worker, and what comes back; it all crosses by structured clone. */
export type ComputeRequest = { id: number } & (
  | { kind: 'look' }
  | { kind: 'open'; plan: PackedPlan; device: EngineDevice }
  | { kind: 'call'; session: number; method: SessionMethod; args: unknown[] }
)

export type ComputeReply =
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'failure'; id: number; message: Message }
  /** The graphics card is gone, and all sessions with it. */
  | { kind: 'lost'; reason: string }

export type SessionMethod = Exclude<keyof TrainingSession, 'device'>

export const sessionMethods: readonly SessionMethod[] = [
  'trainStep',
  'setLearningRate',
  'gradients',
  'evaluate',
  'activations',
  'readWeights',
  'writeWeights',
  'readOptimizer',
  'writeOptimizer',
  'dispose',
]

/** What `look` answers. */
export interface Adapter {
  name: string
  isEmulated: boolean
}

type Graph = TrainingPlan['graph']
type PackedGraph = Omit<Graph, 'nodes'> & { nodes: (Omit<Graph['nodes'][number], 'layer'> & { layer: string })[] }
type PackedPlan = Omit<TrainingPlan, 'graph'> & { graph: PackedGraph }

/** Layers are functions, which cannot be sent: their kinds go instead. */
export function packPlan({ graph, ...settings }: TrainingPlan): PackedPlan {
  return {
    ...settings,
    graph: { ...graph, nodes: graph.nodes.map(({ layer, ...checked }) => ({ ...checked, layer: layer.kind })) },
  }
}

export function unpackPlan({ graph, ...settings }: PackedPlan): TrainingPlan {
  const nodes = graph.nodes.map(({ layer: kind, ...checked }) => {
    const layer = findLayer(kind)
    if (!layer) throw new Error(`there is no layer ${kind}`)
    return { ...checked, layer }
  })
  return { ...settings, graph: { ...graph, nodes } }
}

export function failureOf(id: number, error: unknown): ComputeReply {
  const { code, values } = toMessage(error)
  return { kind: 'failure', id, message: { code, ...(values ? { values } : {}) } }
}

/** Errors that no one has worded are told as they were, so that what they say of the device can be read from them. */
export function errorOf({ code, values }: Message): Error {
  return code === 'common.unexpected' ? new Error(String(values?.reason)) : new LoomError(code, values)
}
