import type { LoomDocument } from '../document/schema.ts'
import type { Diagnostic } from './check-graph.ts'

export interface NetworkEnds {
  inputId: string | null
  outputId: string | null
  diagnostics: Diagnostic[]
}

/** The one Input and the one Output, and what is wrong when there are none or more. */
export function checkEnds(document: LoomDocument): NetworkEnds {
  const inputs = document.nodes.filter(({ kind }) => kind === 'Input')
  const outputs = document.nodes.filter(({ kind }) => kind === 'Output')
  const diagnostics: Diagnostic[] = []
  if (inputs.length === 0) diagnostics.push({ severity: 'error', code: 'graph.noInput' })
  if (outputs.length === 0) diagnostics.push({ severity: 'error', code: 'graph.noOutput' })
  for (const { id } of inputs.slice(1)) {
    diagnostics.push({
      severity: 'error',
      code: 'graph.twoInputs',
      nodeId: id,
      remedies: [{ kind: 'removeNode' }],
    })
  }
  for (const { id } of outputs.slice(1)) {
    diagnostics.push({
      severity: 'error',
      code: 'graph.twoOutputs',
      nodeId: id,
      remedies: [{ kind: 'removeNode' }],
    })
  }
  return {
    inputId: inputs[0]?.id ?? null,
    outputId: outputs[0]?.id ?? null,
    diagnostics,
  }
}

/** The nodes that lie on a way from Input to Output. */
export function findUsedNodes(document: LoomDocument, ends: NetworkEnds): Set<string> {
  if (ends.inputId === null || ends.outputId === null) return new Set()
  const forward = walk(ends.inputId, document.edges, 'source', 'target')
  const backward = walk(ends.outputId, document.edges, 'target', 'source')
  return new Set([...forward].filter((id) => backward.has(id)))
}

function walk(
  start: string,
  edges: LoomDocument['edges'],
  from: 'source' | 'target',
  to: 'source' | 'target',
): Set<string> {
  const next = new Map<string, string[]>()
  for (const edge of edges) next.set(edge[from], [...(next.get(edge[from]) ?? []), edge[to]])
  const seen = new Set([start])
  for (const id of seen) for (const other of next.get(id) ?? []) seen.add(other)
  return seen
}
