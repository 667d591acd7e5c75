import type { AxisWindow } from '../layers/axis-window.ts'
import type { CheckedGraph, CheckedNode } from './check-graph.ts'

/**
 * What the places of a layer see: place `o` the pixels from `firsts[o mod period] + ⌊o / period⌋·advance` to the same of
 * `lasts`. The period is 1 but behind layers that enlarge, where neighbours may see the same pixels.
 */
interface Track {
  advance: number
  firsts: readonly number[]
  lasts: readonly number[]
}

/** What the places of a layer see of the picture along one axis, as if the picture had no border. Pixels. */
export interface AxisField extends Track {
  /** From the first pixel that a place sees to the last; of the place that sees most. */
  size: number
  /** From what one place sees to what the next one sees; 0 where all see the same. */
  jump: number
  /** The first pixel that the first place sees; negative in the padding. */
  start: number
}

export interface ReceptiveField {
  height: AxisField
  width: AxisField
}

/** Above this many different places nothing is said: drawings that enlarge without end. */
const longestPeriod = 4096

/** The field of each layer behind the Input, by its node's id; along branches the largest. */
export function receptiveFields({ nodes }: Pick<CheckedGraph, 'nodes'>): Map<string, ReceptiveField> {
  const tracks = new Map<string, [height: Track, width: Track]>()
  for (const checked of nodes) {
    const height = trackNode(checked, tracks, 0)
    const width = trackNode(checked, tracks, 1)
    if (height && width) tracks.set(checked.node.id, [height, width])
  }
  return new Map([...tracks].map(([id, [height, width]]) => [id, { height: toField(height), width: toField(width) }]))
}

/** The first and the last pixel that a place sees; null where a transposed convolution leaves out places. */
export function seenBy({ firsts, lasts, advance }: AxisField, place: number): [first: number, last: number] | null {
  const seen: [number, number] = [at(firsts, advance, place), at(lasts, advance, place)]
  return seen.every(Number.isFinite) ? seen : null
}

function trackNode(
  { layer, inputs, values, sources }: CheckedNode,
  done: ReadonlyMap<string, readonly [Track, Track]>,
  axis: 0 | 1,
): Track | null {
  if (layer.inputs === 0) return { advance: 1, firsts: [0], lasts: [0] }
  // A sequence has one axis, rows have none: what they see of the picture is the same from place to place.
  const windows = layer.window(inputs, values)
  const window = windows[axis] ?? windows[0]
  let joined: Track | null = null
  for (const source of sources) {
    const before = done.get(source)?.[axis]
    const seen = before && window ? look(before, window) : before
    if (!seen) return null
    joined = joined ? join(joined, seen) : seen
    if (!joined) return null
  }
  return joined
}

/** What a layer's places see through its window. */
function look(before: Track, { stride, rate, first, last }: AxisWindow): Track | null {
  const cycle = rate * before.firsts.length
  const period = cycle / greatestDivisor(stride, cycle)
  if (period > longestPeriod) return null
  const places = Array.from({ length: period }, (_, place) => {
    let from = Number.POSITIVE_INFINITY
    let to = Number.NEGATIVE_INFINITY
    const end = Math.floor((place * stride + last) / rate)
    for (let input = Math.ceil((place * stride + first) / rate); input <= end; input += 1) {
      from = Math.min(from, at(before.firsts, before.advance, input))
      to = Math.max(to, at(before.lasts, before.advance, input))
    }
    return { from, to }
  })
  return {
    advance: ((period * stride) / cycle) * before.advance,
    firsts: places.map(({ from }) => from),
    lasts: places.map(({ to }) => to),
  }
}

function at(table: readonly number[], advance: number, place: number): number {
  const round = Math.floor(place / table.length)
  return (table[place - round * table.length] ?? 0) + round * advance
}

/** All that either sees. Two that go on at different rates, as no picture's branches do: the one that sees more. */
function join(a: Track, b: Track): Track | null {
  if (a.advance * b.firsts.length !== b.advance * a.firsts.length) return sizeOf(a) >= sizeOf(b) ? a : b
  const period = (a.firsts.length * b.firsts.length) / greatestDivisor(a.firsts.length, b.firsts.length)
  if (period > longestPeriod) return null
  const places = Array.from({ length: period }, (_, place) => place)
  return {
    advance: (period / a.firsts.length) * a.advance,
    firsts: places.map((place) => Math.min(at(a.firsts, a.advance, place), at(b.firsts, b.advance, place))),
    lasts: places.map((place) => Math.max(at(a.lasts, a.advance, place), at(b.lasts, b.advance, place))),
  }
}

function toField(track: Track): AxisField {
  const start = track.firsts.find(Number.isFinite) ?? 0
  return { ...track, size: sizeOf(track), jump: track.advance / track.firsts.length, start }
}

/** Places between the marks of a transposed convolution with a kernel smaller than its stride see nothing. */
function sizeOf({ firsts, lasts }: Track): number {
  return firsts.reduce((largest, first, place) => Math.max(largest, (lasts[place] ?? 0) - first + 1), 0)
}

function greatestDivisor(a: number, b: number): number {
  return a === 0 ? b : greatestDivisor(b % a, a)
}
