import type { LoomNode } from '#shared/document/schema.ts'

export interface PlacedBox {
  x: number
  y: number
  width: number
  height: number
}

export const alignments = ['left', 'center', 'right', 'top', 'middle', 'bottom'] as const
export type Alignment = (typeof alignments)[number]
export const axes = ['horizontally', 'vertically'] as const
export type Axis = (typeof axes)[number]

type Boxes = ReadonlyMap<string, PlacedBox>
type Positions = Map<string, LoomNode['position']>

/** Where the boxes go so that they share one side of all of them together, or the middle. */
export function align(boxes: Boxes, alignment: Alignment): Positions {
  const all = [...boxes.values()]
  const left = Math.min(...all.map(({ x }) => x))
  const right = Math.max(...all.map(({ x, width }) => x + width))
  const top = Math.min(...all.map(({ y }) => y))
  const bottom = Math.max(...all.map(({ y, height }) => y + height))
  const place: Record<Alignment, (box: PlacedBox) => Partial<LoomNode['position']>> = {
    left: () => ({ x: left }),
    center: ({ width }) => ({ x: Math.round((left + right - width) / 2) }),
    right: ({ width }) => ({ x: right - width }),
    top: () => ({ y: top }),
    middle: ({ height }) => ({ y: Math.round((top + bottom - height) / 2) }),
    bottom: ({ height }) => ({ y: bottom - height }),
  }
  return new Map([...boxes].map(([id, box]) => [id, { x: box.x, y: box.y, ...place[alignment](box) }]))
}

/** Where the boxes go so that the gaps between them are alike; the outermost two stay. */
export function distribute(boxes: Boxes, axis: Axis): Positions {
  const isAcross = axis === 'horizontally'
  const startOf = (box: PlacedBox) => (isAcross ? box.x : box.y)
  const sizeOf = (box: PlacedBox) => (isAcross ? box.width : box.height)
  const sorted = [...boxes].sort(([, a], [, b]) => startOf(a) + sizeOf(a) / 2 - startOf(b) - sizeOf(b) / 2)
  const [first, last] = [sorted[0]?.[1], sorted.at(-1)?.[1]]
  if (!first || !last) return new Map()
  const taken = sorted.reduce((sum, [, box]) => sum + sizeOf(box), 0)
  const gap = (startOf(last) + sizeOf(last) - startOf(first) - taken) / (sorted.length - 1)
  let next = startOf(first)
  return new Map(
    sorted.map(([id, box]) => {
      const at = Math.round(next)
      next += sizeOf(box) + gap
      return [id, isAcross ? { x: at, y: box.y } : { x: box.x, y: at }]
    }),
  )
}
