import type { OnNodeDrag } from '@xyflow/react'
import { useMemo } from 'react'
import { putOnEdge } from '#shared/document/edit.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { applyRemedy } from '#shared/graph/remedies/apply-remedy.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import type { ScreenPoint } from '../../stores/overlay-store.ts'
import type { CanvasNode } from '../flow-types.ts'
import { handIsFree } from '../guides/free-hand.ts'
import { pointOf } from '../screen-point.ts'
import { aimAtBlock, forgetBlock, intoTarget } from './block-target.ts'
import { aimAtEdge, type EdgeTarget, forgetEdge } from './edge-target.ts'

/** A layer without lines that is dragged onto a line is put there; what is dragged into a frame, or out of it, changes its block. */
export function useNodeDrop(): { onNodeDrag: OnNodeDrag<CanvasNode>; onNodeDragStop: OnNodeDrag<CanvasNode> } {
  return useMemo(
    () => ({
      onNodeDrag(event, node, nodes) {
        const at = pointOf(event)
        if (!at) return
        aimLoose(node, nodes, at)
        if (handIsFree()) forgetBlock()
        else aimAtBlock(at, { heldId: node.id, ids: nodes.flatMap(({ id, type }) => (type === 'note' ? [] : [id])) })
      },
      onNodeDragStop(_event, node) {
        const edge = forgetEdge()
        const block = forgetBlock()
        if (edge && edge.candidate.fit !== 'loose')
          drop((document) => putThere(document, node.id, edge), 'app:edits.insert')
        else if (block && !handIsFree()) {
          const label = block.blockId === undefined ? 'app:edits.outOfBlock' : 'app:edits.intoBlock'
          drop((document) => intoTarget(document, block), label)
        }
      },
    }),
    [],
  )
}

function aimLoose(node: CanvasNode, nodes: readonly CanvasNode[], at: ScreenPoint): void {
  const { edges } = useDocumentStore.getState().document
  const isJoined = edges.some(({ source, target }) => source === node.id || target === node.id)
  if (node.type !== 'layer' || nodes.length > 1 || isJoined) return
  aimAtEdge({ kind: node.data.node.kind, nodeId: node.id }, [at, middleOf(node.id)])
}

/** The drag has just moved things: what is done to them then continues that step. */
function drop(change: (document: LoomDocument) => LoomDocument, label: string): void {
  const { edit, gesture, endGesture } = useDocumentStore.getState()
  edit(change, label, gesture === null ? {} : { gesture })
  endGesture()
}

function putThere(document: LoomDocument, nodeId: string, { edgeId, candidate: { remedy } }: EdgeTarget): LoomDocument {
  const put = putOnEdge(document, edgeId, nodeId)
  return remedy ? applyRemedy(put, nodeId, remedy) : put
}

function middleOf(nodeId: string): ScreenPoint {
  const element = window.document.querySelector(`.react-flow__node[data-id="${CSS.escape(nodeId)}"]`)
  const { x, y, width, height } = element?.getBoundingClientRect() ?? new DOMRect()
  return { x: x + width / 2, y: y + height / 2 }
}
