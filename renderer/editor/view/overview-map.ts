import { nodeSize } from '#shared/document/extent.ts'
import type { CanvasNode } from '../flow-types.ts'

export interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}

function rectangleOf({ position, measured }: CanvasNode): Rectangle {
  return {
    ...position,
    width: measured?.width ?? nodeSize.width,
    height: measured?.height ?? nodeSize.height,
  }
}

export function rectanglePath({ x, y, width, height }: Rectangle): string {
  return `M${x} ${y}h${width}v${height}h${-width}z`
}

/** What is drawn as one path of each colour, in the order in which the colours come. */
export function boxesByColour(
  nodes: readonly CanvasNode[],
  colourOf: (node: CanvasNode) => string,
): ReadonlyMap<string, string> {
  const paths = new Map<string, string>()
  for (const node of nodes) {
    const colour = colourOf(node)
    paths.set(colour, (paths.get(colour) ?? '') + rectanglePath(rectangleOf(node)))
  }
  return paths
}

export function aroundAll(nodes: readonly CanvasNode[]): Rectangle | null {
  return nodes.map(rectangleOf).reduce<Rectangle | null>((all, each) => (all ? around(all, each) : each), null)
}

function around(a: Rectangle, b: Rectangle): Rectangle {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)]
  const [right, bottom] = [Math.max(a.x + a.width, b.x + b.width), Math.max(a.y + a.height, b.y + b.height)]
  return { x, y, width: right - x, height: bottom - y }
}

/** What a map of some size shows: the drawing and what is seen of it, with a margin, in the middle. */
export function mapBox(whole: Rectangle | null, view: Rectangle, size: { width: number; height: number }): Rectangle {
  const { x, y, width, height } = whole ? around(whole, view) : view
  // Drawing's pixels for one of the map.
  const scale = Math.max(1, width / (size.width * 0.92), height / (size.height * 0.92))
  const shown = { width: size.width * scale, height: size.height * scale }
  return { x: x + (width - shown.width) / 2, y: y + (height - shown.height) / 2, ...shown }
}
