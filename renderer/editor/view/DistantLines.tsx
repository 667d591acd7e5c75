import { ViewportPortal } from '@xyflow/react'
import { useMemo } from 'react'
import { nodeSize } from '#shared/document/extent.ts'
import { pathThrough } from '../edge-routes.ts'
import type { CanvasNode, LayerFlowEdge } from '../flow-types.ts'
import classes from './DistantLines.module.css'

/** All lines of a large drawing as one path: from afar nobody can aim at one of them. */
export function DistantLines({ nodes, edges }: { nodes: readonly CanvasNode[]; edges: readonly LayerFlowEdge[] }) {
  const path = useMemo(() => pathOfAll(nodes, edges), [nodes, edges])
  return (
    <ViewportPortal>
      <svg className={classes.lines} aria-hidden="true">
        <path d={path} />
      </svg>
    </ViewportPortal>
  )
}

function pathOfAll(nodes: readonly CanvasNode[], edges: readonly LayerFlowEdge[]): string {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  return edges
    .map(({ source, target, data }) => {
      const [from, to] = [byId.get(source), byId.get(target)]
      if (data?.route) return pathThrough(data.route, 12).path
      return from && to ? pathThrough(plainLine(from, to), 12).path : ''
    })
    .join(' ')
}

/** Down, across halfway, and down. */
function plainLine(from: CanvasNode, to: CanvasNode): { x: number; y: number }[] {
  const { width = nodeSize.width, height = nodeSize.height } = from.measured ?? {}
  const start = { x: from.position.x + width / 2, y: from.position.y + height }
  const end = { x: to.position.x + (to.measured?.width ?? nodeSize.width) / 2, y: to.position.y }
  const halfway = (start.y + end.y) / 2
  return [start, { x: start.x, y: halfway }, { x: end.x, y: halfway }, end]
}
