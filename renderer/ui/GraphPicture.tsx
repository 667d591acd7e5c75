import { nodeSize } from '#shared/document/extent.ts'
import {
  lineLength,
  type GraphPicture as Picture,
  type PictureBox,
  type PictureTone,
  wrapName,
} from '#shared/graph/graph-picture.ts'
import { layerColor } from './layer-look.ts'

interface GraphPictureProps {
  picture: Picture
  height: number
  /** Names are written where the picture is large enough to read them. */
  hasNames?: boolean
  /** By the ids of boxes and lines: they have the colours of these in place of their groups'. */
  tones?: ReadonlyMap<string, PictureTone>
}

const toneColors: Record<PictureTone, string> = {
  same: 'var(--loom-faint)',
  changed: 'var(--loom-warning)',
  added: 'var(--loom-good)',
  removed: 'var(--loom-error)',
}
const dashes = '18 12'

const margin = 12
/** Between a block and the sheets of the pile behind it. */
const pileStep = 10

/** A drawing as a small picture: its layers as boxes in the colours of their groups. */
export function GraphPicture({ picture, height, hasNames = false, tones }: GraphPictureProps) {
  const { boxes, lines, left, top } = picture
  const view = [left - margin, top - margin, picture.width + 2 * margin, picture.height + 2 * margin]
  return (
    <svg viewBox={view.join(' ')} width="100%" height={height} preserveAspectRatio="xMidYMid meet" aria-hidden="true">
      {lines.map(({ id, path }) => (
        <Line key={id} path={path} tone={tones?.get(id)} />
      ))}
      {boxes.map((box) => (
        <Box key={box.id} box={box} hasName={hasNames} tone={tones?.get(box.id)} />
      ))}
    </svg>
  )
}

function Line({ path, tone }: { path: string; tone: PictureTone | undefined }) {
  const stroke = tone && tone !== 'same' ? toneColors[tone] : 'var(--loom-border-strong)'
  return (
    <path
      d={path}
      fill="none"
      stroke={stroke}
      strokeWidth={6}
      strokeDasharray={tone === 'removed' ? dashes : undefined}
    />
  )
}

function Box({ box, hasName, tone }: { box: PictureBox; hasName: boolean; tone: PictureTone | undefined }) {
  const { x, y, kind, isBlock } = box
  const fill = tone ? toneColors[tone] : layerColor(kind)
  const isGone = tone === 'removed'
  const shape = { ...nodeSize, rx: 16, style: { fill } }
  return (
    <g>
      {isBlock && <rect {...shape} x={x + pileStep} y={y + pileStep} fillOpacity={0.4} />}
      <rect
        {...shape}
        x={x}
        y={y}
        {...(isGone ? { fillOpacity: 0.14, stroke: fill, strokeWidth: 6, strokeDasharray: dashes } : {})}
      />
      {hasName && <Name box={box} fill={isGone ? fill : 'var(--loom-panel)'} />}
    </g>
  )
}

const fontSize = 26
/** From one line of a name to the next. */
const lineHeight = 30

function Name({ box: { x, y, name }, fill }: { box: PictureBox; fill: string }) {
  const middle = y + nodeSize.height / 2 + fontSize / 3
  const lines = wrapName(name).map((line, index, all) => {
    return { line, baseline: middle + (index - (all.length - 1) / 2) * lineHeight }
  })
  return lines.map(({ line, baseline }) => (
    <text
      key={baseline}
      x={x + nodeSize.width / 2}
      y={baseline}
      textAnchor="middle"
      fontSize={fontSize}
      fill={fill}
      {...(line.length > lineLength + 1
        ? { textLength: nodeSize.width - 16, lengthAdjust: 'spacingAndGlyphs' as const }
        : {})}
    >
      {line}
    </text>
  ))
}
