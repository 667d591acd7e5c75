import type { Box } from '#shared/document/place-blocks.ts'

type Axis = 'x' | 'y'

/** A line through edges or middles that agree: where it crosses the axis, and how far it goes along the other one. */
export interface GuideLine {
  axis: Axis
  at: number
  from: number
  to: number
}

/** A free space as wide as another one: along the axis, drawn at `at` across it. */
export interface EvenGap {
  axis: Axis
  from: number
  to: number
  at: number
}

export interface Snap {
  /** How far the box is to be moved. */
  by: { x: number; y: number }
  lines: GuideLine[]
  gaps: EvenGap[]
}

interface Span {
  start: number
  end: number
}

interface Placed {
  /** Along the axis. */
  along: Span
  /** Across it. */
  across: Span
}

/** An offset that would bring the box into line, and what is drawn then. */
interface Candidate {
  offset: number
  mark: (moved: Placed) => { lines?: GuideLine[]; gaps?: EvenGap[] }
}

/** Offsets that differ by less are the same. */
const exact = 0.5

/**
 * Where a box comes into line with others nearby: edges and middles agree, or its distance to its neighbours is even. It is
 * moved by `reach` at the most, along each axis by itself.
 */
export function snapBox(box: Box, others: readonly Box[], reach: number): Snap {
  const x = snapAxis('x', box, others, reach)
  const movedAlongX = { ...box, left: box.left + x.offset, right: box.right + x.offset }
  const y = snapAxis('y', movedAlongX, others, reach)
  return { by: { x: x.offset, y: y.offset }, lines: [...x.lines, ...y.lines], gaps: [...x.gaps, ...y.gaps] }
}

function snapAxis(axis: Axis, box: Box, others: readonly Box[], reach: number) {
  const moving = placedAlong(axis, box)
  const resting = others.map((other) => placedAlong(axis, other))
  const all = [...resting.flatMap((other) => alignments(axis, moving, other)), ...evenGaps(axis, moving, resting)]
  const near = all.filter(({ offset }) => Math.abs(offset) <= reach)
  const [best] = [...near].sort((a, b) => Math.abs(a.offset) - Math.abs(b.offset))
  if (!best) return { offset: 0, lines: [], gaps: [] }
  const { offset } = best
  const along = { start: moving.along.start + offset, end: moving.along.end + offset }
  const marks = near
    .filter((each) => Math.abs(each.offset - offset) < exact)
    .map(({ mark }) => mark({ ...moving, along }))
  const lines = marks.flatMap((mark) => mark.lines ?? [])
  return { offset, lines: joinLines(lines), gaps: marks.flatMap((mark) => mark.gaps ?? []) }
}

function placedAlong(axis: Axis, { left, right, top, bottom }: Box): Placed {
  const [across, along] = [
    { start: left, end: right },
    { start: top, end: bottom },
  ]
  return axis === 'x' ? { along: across, across: along } : { along, across }
}

const marks = [({ start }: Span) => start, ({ start, end }: Span) => (start + end) / 2, ({ end }: Span) => end]

function alignments(axis: Axis, moving: Placed, other: Placed): Candidate[] {
  return marks.map((place) => ({
    offset: place(other.along) - place(moving.along),
    mark: ({ across }) => {
      const from = Math.min(across.start, other.across.start)
      return { lines: [{ axis, at: place(other.along), from, to: Math.max(across.end, other.across.end) }] }
    },
  }))
}

/** Of the boxes in its way: it may lie in the middle between two, or as far from one as that is from the next. */
function evenGaps(axis: Axis, moving: Placed, resting: readonly Placed[]): Candidate[] {
  const lane = resting.filter(({ across }) => across.start < moving.across.end && across.end > moving.across.start)
  const middle = (moving.along.start + moving.along.end) / 2
  const isBefore = ({ along }: Placed) => along.start + along.end < 2 * middle
  const before = lane.filter(isBefore).sort((a, b) => b.along.end - a.along.end)
  const after = lane.filter((each) => !isBefore(each)).sort((a, b) => a.along.start - b.along.start)
  const [above, higher] = before
  const [below, lower] = after
  const size = moving.along.end - moving.along.start
  const found: Candidate[] = []
  const add = (start: number, spans: (placed: Placed) => Span[]) => {
    const offset = start - moving.along.start
    const mark = (placed: Placed) => ({ gaps: gapMarks(axis, placed, spans(placed)) })
    if (spans({ ...moving, along: { start, end: start + size } }).every((gap) => gap.end > gap.start)) {
      found.push({ offset, mark })
    }
  }
  if (above && below) {
    add((above.along.end + below.along.start - size) / 2, ({ along }) => [
      between(above.along, along),
      between(along, below.along),
    ])
  }
  if (above && higher) {
    const gap = between(higher.along, above.along)
    add(above.along.end + gap.end - gap.start, ({ along }) => [gap, between(above.along, along)])
  }
  if (below && lower) {
    const gap = between(below.along, lower.along)
    add(below.along.start - (gap.end - gap.start) - size, ({ along }) => [between(along, below.along), gap])
  }
  return found
}

function between(first: Span, second: Span): Span {
  return { start: first.end, end: second.start }
}

function gapMarks(axis: Axis, { across }: Placed, spans: readonly Span[]): EvenGap[] {
  return spans.map(({ start, end }) => ({ axis, from: start, to: end, at: (across.start + across.end) / 2 }))
}

/** Lines at one place are drawn as one. */
function joinLines(lines: readonly GuideLine[]): GuideLine[] {
  const joined: GuideLine[] = []
  for (const line of lines) {
    const same = joined.findIndex(({ at }) => Math.abs(at - line.at) < exact)
    const known = joined[same]
    if (!known) joined.push(line)
    else joined[same] = { ...known, from: Math.min(known.from, line.from), to: Math.max(known.to, line.to) }
  }
  return joined
}
