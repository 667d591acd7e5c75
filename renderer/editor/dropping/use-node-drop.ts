import type { OnNodeDrag } from '@xyflow/react'
import { useMemo } from 'react'
import { putOnEdge } from '#shared/document/edit.ts'
import type { LoomDocument } from '#shared/document/schema.ts'
import { applyRemedy } from '#shared/graph/remedies/apply-remedy.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import type { ScreenPoint } from '../../stores/overlay-store.ts'
import type { CanvasNode } from '../flow-types.ts'
import { pointOf } from '../screen-point.ts'
import { aimAtEdge, type EdgeTarget, forgetEdge } from './edge-target.ts'

/** A layer without lines that is dragged onto a line is put there. */
export function useNodeDrop(): { onNodeDrag: OnNodeDrag<CanvasNode>; onNodeDragStop: OnNodeDrag<CanvasNode> } {
  return useMemo(
    () => ({
      onNodeDrag(event, node, nodes) {
        const { edges } = useDocumentStore.getState().document
        const isLoose =
          nodes.length === 1 && !edges.some(({ source, target }) => source === node.id || target === node.id)
        const at = pointOf(event)
        if (node.type === 'layer' && isLoose && at)
          aimAtEdge({ kind: node.data.node.kind, nodeId: node.id }, [at, middleOf(node.id)])
      },
      onNodeDragStop(_event, node) {
        const target = forgetEdge()
        if (target && target.candidate.fit !== 'loose') drop(node.id, target)
      },
    }),
    [],
  )
}

/** The drag has just moved the layer: putting it onto the line continues that step. */
function drop(nodeId: string, { edgeId, candidate: { remedy } }: EdgeTarget): void {
  const change = (document: LoomDocument) => {
    const put = putOnEdge(document, edgeId, nodeId)
    return remedy ? applyRemedy(put, nodeId, remedy) : put
  }
  const { edit, gesture, endGesture } = useDocumentStore.getState()
  edit(change, 'app:edits.insert', gesture === null ? {} : { gesture })
  endGesture()
}

function middleOf(nodeId: string): ScreenPoint {
  const element = window.document.querySelector(`.react-flow__node[data-id="${CSS.escape(nodeId)}"]`)
  const { x, y, width, height } = element?.getBoundingClientRect() ?? new DOMRect()
  return { x: x + width / 2, y: y + height / 2 }
}
