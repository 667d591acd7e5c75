import type { LoomDocument } from '../../document/schema.ts'
import type { Remedy } from '../../layers/layer.ts'
import { type CheckedGraph, type CheckOptions, checkGraph, type Diagnostic } from '../check-graph.ts'
import { applyRemedy } from './apply-remedy.ts'

interface Drawn {
  document: LoomDocument
  graph: CheckedGraph
  options: CheckOptions
}

/** Halves the batch, or the width of the largest layer, until the network fits; nothing where even one does not. */
export function lessMemory({ nodeId }: Diagnostic, drawn: Drawn): Remedy[] {
  const { document, graph } = drawn
  const batches = halvings(document.training.batchSize)
  const batch = firstFitting(
    batches.map((batchSize): Remedy => ({ kind: 'setBatchSize', batchSize })),
    drawn,
  )
  const largest = graph.nodes.find(({ node }) => node.id === nodeId)
  const name = ['units', 'filters'].find((each) => each in (largest?.values ?? {}))
  const widths = name === undefined ? [] : halvings(Number(largest?.values[name]))
  const narrow = firstFitting(
    widths.map((width): Remedy => ({ kind: 'setParameters', parameters: { [name ?? '']: width }, ...placeOf(nodeId) })),
    drawn,
  )
  return [batch, narrow].flatMap((remedy) => remedy ?? [])
}

function placeOf(nodeId: string | undefined) {
  return nodeId === undefined ? {} : { nodeId }
}

/** Half of it, a quarter and so on, down to 1. */
function halvings(count: number): number[] {
  const halves: number[] = []
  for (let half = Math.floor(count / 2); half >= 1; half = Math.floor(half / 2)) halves.push(half)
  return halves
}

/** The largest layer may be another one afterwards, so that its place does not count. */
function firstFitting(remedies: readonly Remedy[], { document, options }: Drawn): Remedy | undefined {
  return remedies.find((remedy) => {
    const { diagnostics } = checkGraph(applyRemedy(document, undefined, remedy), options)
    return !diagnostics.some(({ code }) => code === 'graph.memory')
  })
}
