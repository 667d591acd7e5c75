import { IconX } from '@tabler/icons-react'
import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from '@xyflow/react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { runAction } from '../actions/action.ts'
import { deleteSelectionAction } from '../actions/delete-selection.ts'
import { useEdgeTarget } from './dropping/edge-target.ts'
import { pathThrough } from './edge-routes.ts'
import type { LayerFlowEdge } from './flow-types.ts'
import classes from './LayerEdge.module.css'

/** A line between two layers; when selected it has a button that takes it away. */
export const LayerEdge = memo(function LayerEdge(props: EdgeProps<LayerFlowEdge>) {
  const { t } = useTranslation()
  const fit = useEdgeTarget(({ target }) => (target?.edgeId === props.id ? target.candidate.fit : undefined))
  const { path, middle } = pathOf(props)
  return (
    <>
      <BaseEdge path={path} className={fit ? classes.target : classes.edge} data-fit={fit} interactionWidth={24} />
      {props.selected && (
        <EdgeLabelRenderer>
          <button
            type="button"
            className={`${classes.remove} nodrag nopan`}
            style={{ transform: `translate(-50%, -50%) translate(${middle.x}px, ${middle.y}px)` }}
            aria-label={t('edge.remove')}
            onClick={() => void runAction(deleteSelectionAction)}
          >
            <IconX size={12} stroke={2.5} />
          </button>
        </EdgeLabelRenderer>
      )}
    </>
  )
})

function pathOf(props: EdgeProps<LayerFlowEdge>) {
  const route = props.data?.route
  if (route) return pathThrough(route, 12)
  const [path, x, y] = getSmoothStepPath({ ...props, borderRadius: 12, offset: 18 })
  return { path, middle: { x, y } }
}
