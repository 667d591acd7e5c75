import { type ReactFlowState, useStore } from '@xyflow/react'
import { useLayoutEffect } from 'react'
import { detailAt } from './detail.ts'

const detailOf = ({ transform }: ReactFlowState) => detailAt(transform[2])

/**
 * Tells the styles below `frame` how much a layer shows at this zoom, by an attribute that is absent while it shows all. No
 * component is drawn anew.
 */
export function DetailOfView({ frame }: { frame: React.RefObject<HTMLElement | null> }) {
  const detail = useStore(detailOf)
  useLayoutEffect(() => {
    if (detail === 'near') frame.current?.removeAttribute('data-detail')
    else frame.current?.setAttribute('data-detail', detail)
  }, [frame, detail])
  return null
}
