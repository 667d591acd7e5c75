import { Panel, type ReactFlowState, useReactFlow, useStore } from '@xyflow/react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { shallow } from 'zustand/shallow'
import { chosenColor, layerColor } from '../ui/layer-look.ts'
import { severityOf } from '../ui/severity.ts'
import type { CanvasNode } from './flow-types.ts'
import { aroundAll, boxesByColour, mapBox, type Rectangle, rectanglePath } from './view/overview-map.ts'

const mapSize = { width: 150, height: 104 }

/** The whole drawing in a corner. It comes only when a layer is out of sight: else it would cover what is there. */
export function Overview() {
  const isNeeded = useStore(isAnyLayerHidden)
  return isNeeded ? <OverviewMap /> : null
}

/** One shape for all layers of a colour: a thousand shapes would cost more than the drawing itself. */
function OverviewMap() {
  const { t } = useTranslation()
  const flow = useReactFlow()
  const nodes = useStore((state) => state.nodes) as CanvasNode[]
  const view = useStore(viewOf, shallow)
  const whole = useMemo(() => aroundAll(nodes), [nodes])
  const colours = useMemo(() => [...boxesByColour(nodes, nodeColor)], [nodes])
  const map = mapBox(whole, view, mapSize)
  const goTo = ({ currentTarget, clientX, clientY }: React.PointerEvent<SVGSVGElement>) => {
    const { left, top, width } = currentTarget.getBoundingClientRect()
    const scale = map.width / width
    void flow.setCenter(map.x + (clientX - left) * scale, map.y + (clientY - top) * scale, { zoom: flow.getZoom() })
  }
  return (
    <Panel position="bottom-right" className="react-flow__minimap" data-testid="overview">
      <svg
        {...mapSize}
        viewBox={`${map.x} ${map.y} ${map.width} ${map.height}`}
        className="react-flow__minimap-svg"
        role="img"
        aria-label={t('canvas.minimap')}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          goTo(event)
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) goTo(event)
        }}
        onWheel={({ deltaY }) => void flow.zoomTo(flow.getZoom() * 2 ** (-deltaY * 0.002))}
      >
        {colours.map(([colour, path]) => (
          <path key={colour} d={path} style={{ fill: colour }} />
        ))}
        <path className="react-flow__minimap-mask" d={rectanglePath(map) + rectanglePath(view)} fillRule="evenodd" />
      </svg>
    </Panel>
  )
}

/** The part of the drawing that is seen. */
function viewOf({ transform: [x, y, zoom], width, height }: ReactFlowState): Rectangle {
  return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom }
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
