import { nodeSize } from '#shared/document/extent.ts'
import type { GraphPicture as Picture, PictureBox } from './graph-picture.ts'
import { layerColor } from './layer-look.ts'

interface GraphPictureProps {
  picture: Picture
  height: number
  /** Names are written where the picture is large enough to read them. */
  hasNames?: boolean
}

const margin = 12
/** Between a block and the sheets of the pile behind it. */
const pileStep = 10

/** A drawing as a small picture: its layers as boxes in the colours of their groups. */
export function GraphPicture({ picture, height, hasNames = false }: GraphPictureProps) {
  const { boxes, lines, left, top } = picture
  const view = [left - margin, top - margin, picture.width + 2 * margin, picture.height + 2 * margin]
  return (
    <svg viewBox={view.join(' ')} width="100%" height={height} preserveAspectRatio="xMidYMid meet" aria-hidden="true">
      {lines.map(({ id, path }) => (
        <path key={id} d={path} fill="none" stroke="var(--loom-border-strong)" strokeWidth={6} />
      ))}
      {boxes.map((box) => (
        <Box key={box.id} box={box} hasName={hasNames} />
      ))}
    </svg>
  )
}

function Box({ box, hasName }: { box: PictureBox; hasName: boolean }) {
  const { x, y, kind, isBlock, name } = box
  const shape = { ...nodeSize, rx: 16, style: { fill: layerColor(kind) } }
  return (
    <g>
      {isBlock && <rect {...shape} x={x + pileStep} y={y + pileStep} fillOpacity={0.4} />}
      <rect {...shape} x={x} y={y} />
      {hasName && (
        <text
          x={x + nodeSize.width / 2}
          y={y + nodeSize.height / 2 + 9}
          textAnchor="middle"
          fontSize={26}
          fill="var(--loom-panel)"
          {...(name.length > 13 ? { textLength: nodeSize.width - 16, lengthAdjust: 'spacingAndGlyphs' as const } : {})}
        >
          {name}
        </text>
      )}
    </g>
  )
}
