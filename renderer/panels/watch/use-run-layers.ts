import { useMemo } from 'react'
import { type CheckedNode, checkGraph } from '#shared/graph/check-graph.ts'
import type { Shape } from '#shared/layers/shape.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { chosenNode, useWatchStore } from '../../stores/watch-store.ts'

export interface RunLayer {
  nodeId: string
  /** `3 · Conv2D`: its place in the network and its name. */
  label: string
  name: string
  shape: Shape
}

/** The layers of the network being trained that have an output to look at, in the order in which data flows. */
export function useRunLayers(): RunLayer[] {
  const document = useRunStore((state) => state.run?.document)
  return useMemo(() => {
    if (!document) return []
    const used = checkGraph(document).nodes.filter(({ isUsed, node }) => isUsed && node.kind !== 'Output')
    return used.map(toLayer)
  }, [document])
}

/** The layer that is looked into, among all; undefined where what was chosen takes no part in the training. */
export function useChosenLayer(): { layers: RunLayer[]; nodeId: string | null; layer: RunLayer | undefined } {
  const layers = useRunLayers()
  const document = useRunStore((state) => state.run?.document)
  const nodeId = useWatchStore((state) => chosenNode(document, state))
  return { layers, nodeId, layer: layers.find((other) => other.nodeId === nodeId) }
}

function toLayer({ node, output }: CheckedNode, place: number): RunLayer {
  const name = node.name ?? node.kind
  return { nodeId: node.id, label: `${place} · ${name}`, name, shape: output }
}
