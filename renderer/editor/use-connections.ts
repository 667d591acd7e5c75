import type { Connection, FinalConnectionState, IsValidConnection } from '@xyflow/react'
import { useMemo, useRef } from 'react'
import { connect, refuseConnection, remove } from '#shared/document/edit.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { useDocumentStore } from '../stores/document-store.ts'
import type { LayerFlowEdge } from './flow-adapter.ts'

/** What happens when lines are drawn or moved: refused ones never reach the drawing. */
export function useConnections() {
  const moved = useRef<string | null>(null)
  return useMemo(() => {
    const isValidConnection: IsValidConnection<LayerFlowEdge> = ({ source, target }) =>
      refuseConnection(without(useDocumentStore.getState().document, moved.current), source, target) === null
    return {
      isValidConnection,
      onConnect: ({ source, target }: Connection) => join(source, target, null),
      onConnectEnd: (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
        if (state.isValid !== true && moved.current === null) joinNodeUnder(event, state)
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

function without(document: LoomDocument, edgeId: string | null): LoomDocument {
  return edgeId === null ? document : remove(document, new Set([edgeId]))
}

function join(source: string, target: string, replacedEdgeId: string | null): void {
  const { document, edit, endGesture } = useDocumentStore.getState()
  if (refuseConnection(without(document, replacedEdgeId), source, target)) return
  endGesture()
  edit((now) => connect(without(now, replacedEdgeId), source, target), 'app:edits.connect')
}

/** A line that is let go anywhere over a layer is meant for it: its connection point need not be hit. */
function joinNodeUnder(event: MouseEvent | TouchEvent, { fromNode, fromHandle }: FinalConnectionState): void {
  const at = 'clientX' in event ? event : event.changedTouches[0]
  if (!fromNode || !fromHandle || !at) return
  const elements = window.document.elementsFromPoint(at.clientX, at.clientY)
  const found = elements.map((element) => element.closest('.react-flow__node')).find((node) => node !== null)
  const other = found?.getAttribute('data-id')
  if (!other) return
  if (fromHandle.type === 'source') join(fromNode.id, other, null)
  else join(other, fromNode.id, null)
}
