import { Handle, Position } from '@xyflow/react'
import { useDistance } from './view/distance.ts'

/** The point at which lines end: above a layer those that come in, below it those that leave. */
export function Port({ nodeId, type }: { nodeId: string; type: 'source' | 'target' }) {
  const isDistant = useDistance((state) => state.isDistant)
  const position = type === 'target' ? Position.Top : Position.Bottom
  if (!isDistant) return <Handle type={type} position={position} />
  // React Flow finds it by its class to know where lines end.
  return (
    <div
      className={`react-flow__handle react-flow__handle-${position} ${type} nodrag nopan`}
      data-nodeid={nodeId}
      data-handlepos={position}
    />
  )
}
