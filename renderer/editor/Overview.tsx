import { MiniMap, type ReactFlowState, useStore } from '@xyflow/react'
import { chosenColor, layerColor } from '../ui/layer-look.ts'
import { severityOf } from '../ui/severity.ts'
import type { CanvasNode } from './flow-types.ts'

const mapSize = { width: 150, height: 104 }

/** The whole drawing in a corner. It comes only when a layer is out of sight: else it would cover what is there. */
export function Overview() {
  const isNeeded = useStore(isAnyLayerHidden)
  if (!isNeeded) return null
  return <MiniMap style={mapSize} pannable zoomable nodeColor={nodeColor} nodeBorderRadius={12} />
}

/** Positions are in the drawing's pixels, the transform is the view's shift and zoom. */
function isAnyLayerHidden({ nodeLookup, transform, width, height }: ReactFlowState): boolean {
  const [shiftX, shiftY, zoom] = transform
  for (const { internals, measured } of nodeLookup.values()) {
    const left = internals.positionAbsolute.x * zoom + shiftX
    const top = internals.positionAbsolute.y * zoom + shiftY
    const right = left + (measured.width ?? 0) * zoom
    const bottom = top + (measured.height ?? 0) * zoom
    if (left < 0 || top < 0 || right > width || bottom > height) return true
  }
  return false
}

function nodeColor({ type, data }: CanvasNode): string {
  if (type === 'note') return 'var(--loom-border)'
  if (severityOf(data.problems) === 'error') return 'var(--loom-error)'
  if (type === 'layer') return chosenColor(data.node.colour, layerColor(data.node.kind))
  const own = chosenColor(data.block.colour, 'var(--loom-block)')
  return type === 'frame' ? `color-mix(in srgb, ${own} 20%, transparent)` : own
}
