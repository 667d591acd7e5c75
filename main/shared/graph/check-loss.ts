import type { LossName } from '../document/schema.ts'
import type { CheckedNode, Diagnostic } from './check-graph.ts'

/** What must end the network, for losses that compare probabilities. */
const endings: Partial<Record<LossName, 'softmax' | 'sigmoid'>> = {
  categoricalCrossentropy: 'softmax',
  sparseCategoricalCrossentropy: 'softmax',
  kullbackLeiblerDivergence: 'softmax',
  binaryCrossentropy: 'sigmoid',
}

/** The activation that must end a network with this loss; undefined where any may. */
export function endingOf(loss: LossName): 'softmax' | 'sigmoid' | undefined {
  return endings[loss]
}

/** Whether the network ends as its loss wants it. A softmax in place of a sigmoid, or the reverse, is to be exchanged. */
export function checkLoss(nodes: readonly CheckedNode[], output: CheckedNode, loss: LossName): Diagnostic[] {
  const ending = endings[loss]
  const last = findLast(nodes, output)
  const activation = last?.values.activation
  if (ending === undefined || activation === ending) return []
  const isExchange = last !== undefined && (activation === 'softmax' || activation === 'sigmoid')
  const parameters = { activation: ending }
  return [
    {
      severity: 'error',
      code: ending === 'softmax' ? 'graph.lossNeedsSoftmax' : 'graph.lossNeedsSigmoid',
      nodeId: isExchange ? last.node.id : output.node.id,
      remedies: [
        isExchange ? { kind: 'setParameters', parameters } : { kind: 'insertBefore', layer: 'Activation', parameters },
      ],
    },
  ]
}

/** The last layer that computes: Flatten only puts its results in a row. */
export function findLast(nodes: readonly CheckedNode[], output: CheckedNode): CheckedNode | undefined {
  const byId = new Map(nodes.map((checked) => [checked.node.id, checked]))
  let last = byId.get(output.sources[0] ?? '')
  while (last?.layer.kind === 'Flatten') last = byId.get(last.sources[0] ?? '')
  return last
}
