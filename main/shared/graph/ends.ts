import type { LoomDocument, LoomNode } from '../document/schema.ts'
import { findLayer } from '../layers/registry.ts'
import type { Diagnostic } from './check-graph.ts'

export interface NetworkEnds {
  inputId: string | null
  /** The main Output: what the network answers. */
  outputId: string | null
  /** Outputs that only help in training. */
  auxiliaryIds: string[]
  diagnostics: Diagnostic[]
}

/** The one Input, the one main Output and the auxiliary ones, and what is wrong when there are none or more. */
export function checkEnds(document: LoomDocument): NetworkEnds {
  const inputs = document.nodes.filter(({ kind }) => kind === 'Input')
  const outputs = document.nodes.filter(({ kind }) => kind === 'Output')
  const auxiliary = outputs.filter(isAuxiliary)
  const main = outputs.filter((node) => !isAuxiliary(node))
  const diagnostics: Diagnostic[] = []
  const missing = findMissingEnd(document, inputs.length > 0, outputs.length > 0)
  if (missing) diagnostics.push({ severity: 'error', ...missing })
  const [firstAuxiliary] = auxiliary
  if (firstAuxiliary && main.length === 0) {
    diagnostics.push({
      severity: 'error',
      code: 'graph.noMainOutput',
      nodeId: firstAuxiliary.id,
      remedies: [{ kind: 'setParameters', parameters: { auxiliary: false } }],
    })
  }
  for (const { id } of inputs.slice(1)) {
    diagnostics.push({
      severity: 'error',
      code: 'graph.twoInputs',
      nodeId: id,
      remedies: [{ kind: 'removeNode' }],
    })
  }
  for (const { id } of main.slice(1)) {
    diagnostics.push({
      severity: 'error',
      code: 'graph.twoOutputs',
      nodeId: id,
      remedies: [{ kind: 'setParameters', parameters: { auxiliary: true } }, { kind: 'removeNode' }],
    })
  }
  return {
    inputId: inputs[0]?.id ?? null,
    outputId: main[0]?.id ?? null,
    auxiliaryIds: auxiliary.map(({ id }) => id),
    diagnostics,
  }
}

function findMissingEnd(
  document: LoomDocument,
  hasInput: boolean,
  hasOutput: boolean,
): Pick<Diagnostic, 'code' | 'nodeId'> | null {
  if (!hasInput && !hasOutput) return { code: 'graph.noEnds' }
  const nodeId = hasInput ? findOpenEnd(document, 'source') : findOpenEnd(document, 'target')
  const place = nodeId === null ? {} : { nodeId }
  if (!hasInput) return { code: 'graph.noInput', ...place }
  return hasOutput ? null : { code: 'graph.noOutput', ...place }
}

/**
 * Where a missing end belongs: the first layer into which no line goes, or the last from which none goes; one on a way to
 * the other end before others. Null where there is none.
 */
export function findOpenEnd({ nodes, edges }: LoomDocument, end: 'source' | 'target'): string | null {
  const joined = new Set(edges.map((edge) => edge[end]))
  const canBe = ({ kind }: LoomNode) => (end === 'source' ? findLayer(kind)?.outputs : findLayer(kind)?.inputs) === 1
  const open = nodes.filter((node) => !joined.has(node.id) && canBe(node))
  const otherEnd = nodes.find(({ kind }) => kind === (end === 'source' ? 'Input' : 'Output'))
  const reached = otherEnd ? walk([otherEnd.id], edges, end, end === 'source' ? 'target' : 'source') : new Set<string>()
  const onWay = open.filter(({ id }) => reached.has(id) && id !== otherEnd?.id)
  const candidates = onWay.length > 0 ? onWay : open.filter(({ id }) => id !== otherEnd?.id)
  const found = end === 'source' ? (candidates.at(-1) ?? open.at(-1)) : (candidates[0] ?? open[0])
  return found?.id ?? null
}

function isAuxiliary({ parameters }: LoomNode): boolean {
  return parameters.auxiliary === true
}

/** The nodes that lie on a way from Input to any Output; none where there is no way to the main one. */
export function findUsedNodes(document: LoomDocument, { inputId, outputId, auxiliaryIds }: NetworkEnds): Set<string> {
  if (inputId === null || outputId === null) return new Set()
  const forward = walk([inputId], document.edges, 'source', 'target')
  if (!forward.has(outputId)) return new Set()
  const backward = walk([outputId, ...auxiliaryIds], document.edges, 'target', 'source')
  return new Set([...forward].filter((id) => backward.has(id)))
}

function walk(
  starts: readonly string[],
  edges: LoomDocument['edges'],
  from: 'source' | 'target',
  to: 'source' | 'target',
): Set<string> {
  const next = new Map<string, string[]>()
  for (const edge of edges) next.set(edge[from], [...(next.get(edge[from]) ?? []), edge[to]])
  const seen = new Set(starts)
  for (const id of seen) for (const other of next.get(id) ?? []) seen.add(other)
  return seen
}
