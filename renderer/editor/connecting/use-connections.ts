import type { Connection, FinalConnectionState, IsValidConnection, OnConnectStartParams } from '@xyflow/react'
import { useMemo, useRef } from 'react'
import { connect } from '#shared/document/edit.ts'
import { judgeLines, type LooseLine } from '#shared/graph/connection.ts'
import { checkedGraph, useDocumentStore } from '../../stores/document-store.ts'
import { type ScreenPoint, useOverlayStore } from '../../stores/overlay-store.ts'
import { canvas } from '../canvas-control.ts'
import type { LayerFlowEdge } from '../flow-types.ts'
import { pointOf } from '../screen-point.ts'
import { beginLineDrag, endLineDrag, type LineDrag, nodeAt, useLineDrag, withoutEdge } from './line-drag.ts'

/** What happens when lines are drawn or moved: refused ones never reach the drawing. */
export function useConnections() {
  const moved = useRef<string | null>(null)
  return useMemo(() => {
    const isValidConnection: IsValidConnection<LayerFlowEdge> = ({ source, target }) => isWelcome(source, target)
    return {
      isValidConnection,
      onConnectStart: (_event: MouseEvent | TouchEvent, { nodeId, handleType }: OnConnectStartParams) => {
        if (nodeId && handleType) beginLineDrag({ nodeId, end: handleType }, moved.current)
      },
      onConnect: ({ source, target }: Connection) => join(source, target, moved.current),
      onConnectEnd: (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
        const { drag } = useLineDrag.getState()
        endLineDrag()
        const at = pointOf(event)
        if (drag && at && state.isValid !== true) letGo(drag, at, nodeAt(at) ?? state.toNode?.id ?? null)
      },
      onReconnectStart: (_event: React.MouseEvent, edge: LayerFlowEdge) => {
        moved.current = edge.id
      },
      onReconnect: (edge: LayerFlowEdge, { source, target }: Connection) => join(source, target, edge.id),
      onReconnectEnd: () => {
        moved.current = null
      },
    }
  }, [])
}

/** Points can also be joined by two clicks, without a drag. */
function isWelcome(source: string, target: string): boolean {
  const { drag } = useLineDrag.getState()
  if (drag) return drag.verdictOf(drag.line.end === 'source' ? target : source).problem === null
  const line: LooseLine = { nodeId: source, end: 'source' }
  return judgeLines(useDocumentStore.getState().document, checkedGraph(), line)(target).problem === null
}

function join(source: string, target: string, movedEdgeId: string | null): void {
  const { edit, endGesture } = useDocumentStore.getState()
  endGesture()
  edit((document) => connect(withoutEdge(document, movedEdgeId), source, target), 'app:edits.connect')
}

/** A line that is let go anywhere over a layer is meant for it; over the empty canvas, for a layer that is still to come. */
function letGo({ line, movedEdgeId, verdictOf }: LineDrag, at: ScreenPoint, otherId: string | null): void {
  const { open } = useOverlayStore.getState()
  if (otherId === null) {
    const position = canvas().toDrawing(at.x, at.y)
    if (position && movedEdgeId === null) open({ kind: 'quickAdd', at, place: { position, line, edgeId: null } })
    return
  }
  const [source, target] = line.end === 'source' ? [line.nodeId, otherId] : [otherId, line.nodeId]
  const { problem } = verdictOf(otherId)
  if (!problem) join(source, target, movedEdgeId)
  else if (problem.remedies?.length) open({ kind: 'refusal', at, refusal: { source, target, movedEdgeId, problem } })
}
