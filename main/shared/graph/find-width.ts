import type { LossName } from '../document/schema.ts'
import type { Remedy } from '../layers/layer.ts'
import type { CheckedNode } from './check-graph.ts'
import { endingOf } from './check-loss.ts'

/** These put their values elsewhere, so that the width of what comes before them is not theirs. */
const reordering = new Set(['Reshape', 'Permute'])

/** The layer that decides how many values, or channels, arrive at an end; null where it is not a single one's parameter. */
function findWidth(nodes: readonly CheckedNode[], end: CheckedNode): { nodeId: string; name: string } | null {
  const byId = new Map(nodes.map((checked) => [checked.node.id, checked]))
  let at = byId.get(end.sources[0] ?? '')
  while (at) {
    const values = at.values
    const name = ['units', 'filters'].find((each) => each in values)
    if (name) return { nodeId: at.node.id, name }
    const keepsWidth = at.sources.length === 1 && at.input.at(-1) === at.output.at(-1) && !reordering.has(at.layer.kind)
    at = keepsWidth ? byId.get(at.sources[0] ?? '') : undefined
  }
  return null
}

/** Makes `width` values, or channels, arrive at an end: where they are decided, else by one more layer before the end. */
export function setWidth(
  nodes: readonly CheckedNode[],
  end: CheckedNode,
  { width, loss }: { width: number; loss: LossName },
): Remedy {
  const found = findWidth(nodes, end)
  if (found) return { kind: 'setParameters', parameters: { [found.name]: width }, nodeId: found.nodeId }
  const activation = endingOf(loss) ?? 'linear'
  return end.output.length === 3
    ? { kind: 'insertBefore', layer: 'Conv2D', parameters: { filters: width, kernelSize: [1, 1], activation } }
    : { kind: 'insertBefore', layer: 'Dense', parameters: { units: width, activation } }
}
