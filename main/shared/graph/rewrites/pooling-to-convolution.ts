import { setParameters } from '../../document/edit.ts'
import { maxPooling2d } from '../../layers/max-pooling2d.ts'
import { readValues } from '../../layers/parameters.ts'
import { type CheckedNode, checkGraph } from '../check-graph.ts'
import { fitPadding } from './fit-window.ts'
import { replaceNode } from './replace-nodes.ts'
import { isMeant, type Rewrite, refuse } from './rewrite.ts'

/** MaxPooling2D and AveragePooling2D have the same parameters. */
export function findPoolings(nodes: readonly CheckedNode[], nodeIds: ReadonlySet<string>): CheckedNode[] {
  return nodes.filter(
    ({ node }) => (node.kind === 'MaxPooling2D' || node.kind === 'AveragePooling2D') && isMeant(nodeIds, node.id),
  )
}

/**
 * Each pooling becomes a convolution of the same strides with as many filters as there are channels: "All-CNN" of
 * Springenberg et al., Striving for Simplicity (2014). `window` is its kernel; null takes the pooling's. Maps keep their
 * size where padding can do that.
 */
export function poolingToConvolution(id: string, window: [number, number] | null): Rewrite {
  return {
    id,
    apply({ document: before, graph: given, nodeIds }) {
      const poolings = findPoolings(given.nodes, nodeIds)
      if (poolings.length === 0) return refuse('rewrite.noPooling')
      let document = before
      let graph = given
      const replaced = new Map<string, string>()
      for (const { node } of poolings) {
        const checked = graph.nodes.find((each) => each.node.id === node.id)
        if (!checked) continue
        const { poolSize, strides, padding } = readValues(maxPooling2d.parameters, node.parameters).values
        const kernelSize = window ?? poolSize
        const fitting = fitPadding(checked.input, checked.output, { size: kernelSize, strides })
        const parameters = { filters: checked.input[2] ?? 1, kernelSize, strides, activation: 'relu' }
        const put = replaceNode(document, node.id, 'Conv2D', parameters)
        const samePadding = window === null ? padding : (fitting ?? 'same')
        document = setParameters(put.document, put.nodeId, { padding: samePadding })
        replaced.set(put.nodeId, node.id)
        if (window !== null && fitting === null) graph = checkGraph(document)
      }
      const notes = [{ code: 'rewrite.poolingLearned', values: { count: poolings.length } } as const]
      return { ok: true, plan: { document, moves: [], replaced, notes } }
    },
  }
}
