import { create } from 'zustand'
import type { LoomDocument } from '#shared/document/schema.ts'
import { checkGraph } from '#shared/graph/check-graph.ts'
import { judgeLines, type LooseLine, type Verdict } from '#shared/graph/connection.ts'
import { checkedGraph, useDocumentStore } from '../../stores/document-store.ts'
import type { ScreenPoint } from '../../stores/overlay-store.ts'

/** A line that is being drawn or moved. */
export interface LineDrag {
  line: LooseLine
  /** The line that was there before; null for a new one. */
  movedEdgeId: string | null
  /** Whether the line may end at a layer. */
  verdictOf: (nodeId: string) => Verdict
  pointer: ScreenPoint | null
  /** The layer under the pointer. */
  overId: string | null
}

export const useLineDrag = create<{ drag: LineDrag | null }>()(() => ({ drag: null }))

export function beginLineDrag(line: LooseLine, movedEdgeId: string | null): void {
  const { document } = useDocumentStore.getState()
  const rest = withoutEdge(document, movedEdgeId)
  const graph = rest === document ? checkedGraph() : checkGraph(rest)
  const verdictOf = remember(judgeLines(rest, graph, line))
  useLineDrag.setState({ drag: { line, movedEdgeId, verdictOf, pointer: null, overId: null } })
  window.addEventListener('pointermove', follow)
}

export function endLineDrag(): void {
  window.removeEventListener('pointermove', follow)
  useLineDrag.setState({ drag: null })
}

function follow({ clientX: x, clientY: y }: PointerEvent): void {
  const { drag } = useLineDrag.getState()
  if (drag) useLineDrag.setState({ drag: { ...drag, pointer: { x, y }, overId: nodeAt({ x, y }) } })
}

const lineEndSelector = '.react-flow__node-layer, .react-flow__node-block'

/** The layer or collapsed block at a point of the window. */
export function nodeAt({ x, y }: ScreenPoint): string | null {
  const elements = window.document.elementsFromPoint(x, y)
  const found = elements.map((element) => element.closest(lineEndSelector)).find((node) => node !== null)
  return found?.getAttribute('data-id') ?? null
}

/** Each layer on the canvas asks for its verdict at every move of the pointer. */
function remember(judge: (nodeId: string) => Verdict): (nodeId: string) => Verdict {
  const known = new Map<string, Verdict>()
  return (nodeId) => {
    const verdict = known.get(nodeId) ?? judge(nodeId)
    known.set(nodeId, verdict)
    return verdict
  }
}

export function withoutEdge(document: LoomDocument, edgeId: string | null): LoomDocument {
  return edgeId === null ? document : { ...document, edges: document.edges.filter(({ id }) => id !== edgeId) }
}
