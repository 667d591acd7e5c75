import { type ReactFlowState, useStore } from '@xyflow/react'
import { useLayoutEffect } from 'react'
import { detailAt } from './detail.ts'
import { useDistance } from './distance.ts'

const detailOf = ({ transform }: ReactFlowState) => detailAt(transform[2])

/** From so many layers on, what is far away does with less. */
const manyLayers = 120

const isDistantView = (state: ReactFlowState) => detailOf(state) === 'distant' && state.nodeLookup.size > manyLayers

/**
 * Tells the styles below `frame` how much a layer shows at this zoom, by an attribute that is absent while it shows all. No
 * component is drawn anew, but for what does with less from afar.
 */
export function DetailOfView({ frame }: { frame: React.RefObject<HTMLElement | null> }) {
  const detail = useStore(detailOf)
  const isDistant = useStore(isDistantView)
  useLayoutEffect(() => {
    if (detail === 'near') frame.current?.removeAttribute('data-detail')
    else frame.current?.setAttribute('data-detail', detail)
  }, [frame, detail])
  useLayoutEffect(() => useDistance.setState({ isDistant }), [isDistant])
  return null
}
