import type { LoomDocument } from '../../document/schema.ts'
import type { Remedy } from '../../layers/layer.ts'
import { type CheckOptions, checkGraph, type Diagnostic } from '../check-graph.ts'
import { applyRemedy } from './apply-remedy.ts'

interface Tried {
  document: LoomDocument
  options: CheckOptions
}

/** Whether the problem is gone from the drawing once the remedy is applied. */
export function isCured({ code, nodeId }: Diagnostic, remedy: Remedy, { document, options }: Tried): boolean {
  const { diagnostics } = checkGraph(applyRemedy(document, nodeId, remedy), options)
  return !diagnostics.some((found) => found.code === code && found.nodeId === nodeId)
}

/** Whether nothing is wrong any more, at that layer and at those that a remedy adds. */
export function leavesSound({ nodeId }: Diagnostic, remedy: Remedy, { document, options }: Tried): boolean {
  const known = new Set(document.nodes.map(({ id }) => id))
  const { diagnostics } = checkGraph(applyRemedy(document, nodeId, remedy), options)
  const isElsewhere = (id: string) => id !== nodeId && known.has(id)
  return diagnostics.every((found) => found.nodeId === undefined || isElsewhere(found.nodeId))
}
