import { create } from 'zustand'
import { judgeLines, type LooseLine } from '#shared/graph/connection.ts'
import { findLayer } from '#shared/layers/registry.ts'
import { useDataStore } from '../../stores/data-store.ts'
import { checkedGraph, useDocumentStore } from '../../stores/document-store.ts'
import type { ScreenPoint } from '../../stores/overlay-store.ts'
import { type Candidate, judgeKinds, toCandidate } from '../quick-add/rank-layers.ts'

/** The line that a dragged layer would be put onto where it is now, and how it would fit there. */
export interface EdgeTarget {
  edgeId: string
  candidate: Candidate
  pointer: ScreenPoint
}

export const useEdgeTarget = create<{ target: EdgeTarget | null }>()(() => ({ target: null }))

/** A layer that is not in the drawing yet, or one that stands there alone. */
export type Dragged = { kind: string; nodeId: string | null }

/** Looks which line lies under the layer at any of these points of the window; the first is the pointer. */
export function aimAtEdge(dragged: Dragged, points: readonly [ScreenPoint, ...ScreenPoint[]]): void {
  const layer = findLayer(dragged.kind)
  const edgeId = layer?.inputs === 1 && layer.outputs === 1 ? edgeAt(points) : null
  const { target } = useEdgeTarget.getState()
  const [pointer] = points
  if (edgeId === null) forgetEdge()
  else if (target?.edgeId === edgeId) useEdgeTarget.setState({ target: { ...target, pointer } })
  else useEdgeTarget.setState({ target: judge(dragged, edgeId, pointer) })
}

/** Ends the aiming and answers what was aimed at last. */
export function forgetEdge(): EdgeTarget | null {
  const { target } = useEdgeTarget.getState()
  if (target) useEdgeTarget.setState({ target: null })
  return target
}

function judge({ kind, nodeId }: Dragged, edgeId: string, pointer: ScreenPoint): EdgeTarget | null {
  const { document } = useDocumentStore.getState()
  const edge = document.edges.find(({ id }) => id === edgeId)
  if (!edge) return null
  const line: LooseLine = { nodeId: edge.source, end: 'source' }
  const graph = checkedGraph()
  const pictureShape = useDataStore.getState().summary?.inputShape ?? null
  const candidate =
    nodeId === null
      ? judgeKinds([kind], line, { document, graph, pictureShape })[0]
      : toCandidate(kind, judgeLines(document, graph, line)(nodeId).problem, line)
  return candidate ? { edgeId, candidate, pointer } : null
}

function edgeAt(points: readonly ScreenPoint[]): string | null {
  const elements = points.flatMap(({ x, y }) => window.document.elementsFromPoint(x, y))
  const edge = elements.map((element) => element.closest('.react-flow__edge')).find((found) => found !== null)
  return edge?.getAttribute('data-id') ?? null
}
