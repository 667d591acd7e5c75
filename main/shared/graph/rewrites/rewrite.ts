import type { LoomDocument } from '../../document/schema.ts'
import type { Shape } from '../../layers/shape.ts'
import type { Message } from '../../messages/message.ts'
import type { CheckedGraph } from '../check-graph.ts'

/** A trained weight that goes on under another name and in another shape; the numbers keep their order. */
export interface WeightMove {
  /** `<nodeId>/<weight>`. */
  from: string
  to: string
  shape: Shape
}

export interface RewriteRequest {
  document: LoomDocument
  /** Of that document. */
  graph: CheckedGraph
  /** What is to be rewritten; none for the whole network. */
  nodeIds: ReadonlySet<string>
  /** How many classes the pixels of the chosen data set have, where they have classes and it is known. */
  pixelClasses?: number | undefined
}

export interface RewritePlan {
  document: LoomDocument
  /** Weights under a new name or in a new shape; those that keep both are not listed. */
  moves: WeightMove[]
  /** Ids of new layers, and of the old ones in whose place they stand. */
  replaced: ReadonlyMap<string, string>
  /** What people should know before they apply it. */
  notes: Message[]
}

export type RewriteResult = { ok: true; plan: RewritePlan } | { ok: false; reason: Message }

/** A change of a network into another one that can do as much; pure. */
export interface Rewrite {
  id: string
  /** Whether it always rewrites the network as a whole, whatever is named. */
  isWhole?: boolean
  apply(request: RewriteRequest): RewriteResult
}

export function refuse(code: Message['code'], values: NonNullable<Message['values']> = {}): RewriteResult {
  return { ok: false, reason: { code, values } }
}

/** Whether a node is meant by the request. */
export function isMeant(nodeIds: ReadonlySet<string>, id: string): boolean {
  return nodeIds.size === 0 || nodeIds.has(id)
}
