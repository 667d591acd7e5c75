import { nodeSize } from '#shared/document/extent.ts'
import type { Box } from '#shared/document/place-blocks.ts'
import { type BoxIndex, indexBoxes } from './box-index.ts'
import type { CanvasNode } from './flow-types.ts'

type Point = { x: number; y: number }

/** Beyond a layer that a line passes, and between two lines that pass it. */
const clearance = 18
const laneGap = 8
/** How far a line goes straight where it leaves and arrives. */
const lead = 14
/** Nearer to a line than this, a layer is in its way. */
const touch = 4
/** How wide a way between layers must be for a line. */
const leastGap = 24

interface Line {
  source: string
  target: string
}

/** What lies around a line. */
interface Surroundings {
  solid: BoxIndex
  /** How many lines pass the same side of the same layers so far. */
  lanes: Map<string, number>
}

/**
 * The corners of lines that need more than one bend: those that would run behind layers go around them, those between
 * layers side by side go from side to side. By `source > target`, for all others nothing.
 */
export function routeEdges(lines: Iterable<Line>, nodes: readonly CanvasNode[]): Map<string, Point[]> {
  const boxes = new Map(nodes.filter(isSolid).map((node) => [node.id, boxOf(node)]))
  const around: Surroundings = { solid: indexBoxes(boxes.values()), lanes: new Map() }
  const routes = new Map<string, Point[]>()
  for (const { source, target } of lines) {
    const from = boxes.get(source)
    const to = boxes.get(target)
    if (!from || !to) continue
    const route = isBeside(from, to)
      ? aside(from, to, around)
      : (pastLayers(from, to, around) ?? betweenColumns(from, to, around))
    if (route) routes.set(`${source} > ${target}`, route)
  }
  return routes
}

function isSolid({ type }: CanvasNode): boolean {
  return type === 'layer' || type === 'block'
}

function boxOf({ position: { x, y }, measured }: CanvasNode): Box {
  const { width = nodeSize.width, height = nodeSize.height } = measured ?? {}
  return { left: x, top: y, right: x + width, bottom: y + height }
}

const middleX = ({ left, right }: Box) => (left + right) / 2
const middleY = ({ top, bottom }: Box) => (top + bottom) / 2

/** To the right of the other, and at its height. */
function isBeside(from: Box, to: Box): boolean {
  return to.left - from.right > lead * 2 && to.top < from.bottom && to.bottom > from.top
}

/** From the lower side to the upper one, beside the layers in between; null when there are none, or no straight way. */
function pastLayers(from: Box, to: Box, { solid, lanes }: Surroundings): Point[] | null {
  const [start, end] = [
    { x: middleX(from), y: from.bottom },
    { x: middleX(to), y: to.top },
  ]
  if (end.y - start.y < nodeSize.height) return null
  const [left, right] = [Math.min(start.x, end.x), Math.max(start.x, end.x)]
  if (right - left > nodeSize.width) return null
  const way = { left: left - touch, right: right + touch, top: start.y, bottom: end.y }
  const inWay = solid.within(way).filter((box) => box.top > start.y && box.bottom < end.y)
  if (inWay.length === 0) return null
  const toRight = Math.max(...inWay.map((box) => box.right)) + clearance
  const toLeft = Math.min(...inWay.map((box) => box.left)) - clearance
  const isRight = toRight - right <= left - toLeft
  const lane = nextLane(lanes, `x ${isRight ? toRight : toLeft}`)
  return throughColumn(start, end, isRight ? toRight + lane : toLeft - lane)
}

/** Down, across, along the height at `x`, across and down again. */
function throughColumn(start: Point, end: Point, x: number): Point[] {
  return [
    start,
    { x: start.x, y: start.y + lead },
    { x, y: start.y + lead },
    { x, y: end.y - lead },
    { x: end.x, y: end.y - lead },
    end,
  ]
}

/** Into another column: through the widest gap between layers on the way there. Null where a plain line passes nothing. */
function betweenColumns(from: Box, to: Box, { solid }: Surroundings): Point[] | null {
  const [start, end] = [
    { x: middleX(from), y: from.bottom },
    { x: middleX(to), y: to.top },
  ]
  const [left, right] = [Math.min(start.x, end.x), Math.max(start.x, end.x)]
  if (right - left <= nodeSize.width) return null
  if (end.y > start.y && !isPlainLineBlocked(start, end, solid)) return null
  const [top, bottom] = [Math.min(start.y + lead, end.y - lead), Math.max(start.y + lead, end.y - lead)]
  const gap = widestGap(solid.within({ left, right, top, bottom }), [left, right])
  return gap === null ? null : throughColumn(start, end, gap)
}

/** A plain line bends twice, halfway down. */
function isPlainLineBlocked(start: Point, end: Point, solid: BoxIndex): boolean {
  const halfway = (start.y + end.y) / 2
  const parts = [
    boxBetween({ x: start.x, y: start.y + 1 }, { x: start.x, y: halfway }),
    boxBetween({ x: start.x, y: halfway }, { x: end.x, y: halfway }),
    boxBetween({ x: end.x, y: halfway }, { x: end.x, y: end.y - 1 }),
  ]
  return parts.some((part) => solid.within(part).length > 0)
}

function boxBetween(a: Point, b: Point): Box {
  return {
    left: Math.min(a.x, b.x) - 1,
    right: Math.max(a.x, b.x) + 1,
    top: Math.min(a.y, b.y),
    bottom: Math.max(a.y, b.y),
  }
}

/** The middle of the widest range of `x` that none of the boxes takes. */
function widestGap(boxes: readonly Box[], [left, right]: readonly [number, number]): number | null {
  let widest = { start: left, end: left }
  let taken = left
  const check = (end: number) => {
    if (end - taken > widest.end - widest.start) widest = { start: taken, end }
  }
  for (const box of [...boxes].sort((a, b) => a.left - b.left)) {
    check(Math.min(box.left, right))
    taken = Math.max(taken, box.right)
  }
  check(right)
  return widest.end - widest.start < leastGap ? null : (widest.start + widest.end) / 2
}

/** From the right side to the left one, above or below the layers in between. */
function aside(from: Box, to: Box, { solid, lanes }: Surroundings): Point[] {
  const [start, end] = [
    { x: from.right, y: middleY(from) },
    { x: to.left, y: middleY(to) },
  ]
  const [above, below] = [Math.min(start.y, end.y), Math.max(start.y, end.y)]
  const inWay = solid
    .within({ left: start.x, right: end.x, top: above - touch, bottom: below + touch })
    .filter((box) => box.left > start.x && box.right < end.x)
  const bend = end.x - lead
  if (inWay.length === 0) return [start, { x: bend, y: start.y }, { x: bend, y: end.y }, end]
  const bottom = Math.max(...inWay.map((box) => box.bottom)) + clearance
  const y = bottom + nextLane(lanes, `y ${bottom}`)
  return [
    start,
    { x: start.x + lead, y: start.y },
    { x: start.x + lead, y },
    { x: bend, y },
    { x: bend, y: end.y },
    end,
  ]
}

/** Lines that pass the same layers lie side by side. */
function nextLane(lanes: Map<string, number>, key: string): number {
  const taken = lanes.get(key) ?? 0
  lanes.set(key, taken + 1)
  return taken * laneGap
}

/** A path through the points, with its corners rounded, and the middle of its longest part. */
export function pathThrough(points: readonly Point[], radius: number): { path: string; middle: Point } {
  const [start, ...rest] = points
  if (!start) return { path: '', middle: { x: 0, y: 0 } }
  let path = `M ${start.x},${start.y}`
  for (const [index, corner] of rest.entries()) {
    const before = points[index] ?? start
    const after = rest[index + 1]
    if (!after) {
      path += ` L ${corner.x},${corner.y}`
      continue
    }
    const reach = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2)
    const [a, b] = [towards(corner, before, reach), towards(corner, after, reach)]
    path += ` L ${a.x},${a.y} Q ${corner.x},${corner.y} ${b.x},${b.y}`
  }
  return { path, middle: middleOfLongest(points) }
}

const distance = (a: Point, b: Point) => Math.hypot(b.x - a.x, b.y - a.y)

function towards(from: Point, to: Point, length: number): Point {
  const whole = distance(from, to) || 1
  return { x: from.x + ((to.x - from.x) * length) / whole, y: from.y + ((to.y - from.y) * length) / whole }
}

function middleOfLongest(points: readonly Point[]): Point {
  const parts = points.slice(1).map((end, index) => ({ start: points[index] ?? end, end }))
  const longest = parts.reduce((a, b) => (distance(b.start, b.end) > distance(a.start, a.end) ? b : a))
  return { x: (longest.start.x + longest.end.x) / 2, y: (longest.start.y + longest.end.y) / 2 }
}
