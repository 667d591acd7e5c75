import type { CheckedNode } from '#shared/graph/check-graph.ts'
import { layerColor } from '../../ui/layer-look.ts'

const width = 340
const height = 76
const gap = 3

/** The network as a row of blocks: as high as its picture is, as thick as it has channels, in the colours of the groups. */
export function ChainDrawing({ nodes }: { nodes: readonly CheckedNode[] }) {
  const blocks = nodes.map(({ node, output }) => ({ id: node.id, kind: node.kind, ...blockSize(output) }))
  const total = blocks.reduce((sum, block) => sum + block.width, 0) + gap * (blocks.length - 1)
  const scale = Math.min(1, width / total)
  let x = (width - total * scale) / 2
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width="100%" height={height} aria-hidden="true">
      {blocks.map((block) => {
        const left = x
        x += (block.width + gap) * scale
        return (
          <rect
            key={block.id}
            x={left}
            y={(height - block.height) / 2}
            width={block.width * scale}
            height={block.height}
            rx={2}
            style={{ fill: layerColor(block.kind) }}
            fillOpacity={0.85}
          />
        )
      })}
    </svg>
  )
}

/** Pictures: height by their side, width by the root of their channels. Rows of numbers: thin, as high as their root. */
function blockSize(shape: readonly number[]): { width: number; height: number } {
  const [first = 1, , channels = 1] = shape
  if (shape.length === 1) return { width: 8, height: Math.min(64, 6 + 1.8 * Math.sqrt(first)) }
  return { width: 5 + 2.6 * Math.sqrt(channels), height: Math.min(68, 10 + 1.8 * first) }
}
