import { type Random, seededRandom } from '../random.ts'
import { circleDistance, type Point, polygonDistance, type SignedDistance, segmentDistance } from './signed-distance.ts'

export const side = 28

export const shapeKinds = ['line', 'triangle', 'diamond', 'rectangle', 'circle'] as const
export type ShapeKind = (typeof shapeKinds)[number]

/** Red, green and blue, or grey alone, from 0 to 255. */
export type Colour = readonly number[]

/** Half sizes in pixels; with them a shape is at most 24 pixels wide and at least 6. */
const smallest = 6
const largest = 11
/** Pixels beside a shape that it cannot reach: half the widest stroke, and the smoothed edge. */
const reach = 2.5
/** The most that a shape lies off the middle, each way. */
const farthest = 4
const tilt = (20 * Math.PI) / 180

/** 1,024 draws of mean 0 and deviation 1: the sum of twelve uniform numbers is near enough to a bell. */
export const bell = Float64Array.from({ length: 1024 }, tossBell(seededRandom(12)))

function tossBell(random: Random): () => number {
  return () => Array.from({ length: 12 }, random).reduce((sum, part) => sum + part, -6)
}

/** An ink that covers the pixels nearer than half a stroke to the outline, or the inside as well. */
export interface Ink {
  distance: SignedDistance
  center: Point
  radius: number
  isFilled: boolean
  strokeWidth: number
}

/**
 * Draws one picture of 28×28 in as many channels as its colour has into `pixels`: a shape of random size, place, rotation, stroke and filling, smoothed at
 * its edges, on a background with a slope of light and with noise over all.
 */
export function drawSample(kind: ShapeKind, colour: Colour, random: Random, pixels: Uint8Array): void {
  const ink = chooseInk(kind, random)
  const { ground, slopeX, slopeY } = chooseBackground([colour], random)
  const noise = between(random, 5, 20)
  const channels = colour.length
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const covered = coverage(ink, x + 0.5, y + 0.5)
      const light = slopeX * (x - side / 2) + slopeY * (y - side / 2)
      let bits = random() * 2 ** 30
      for (let channel = 0; channel < channels; channel += 1) {
        const clean = covered * (colour[channel] ?? 0) + (1 - covered) * ((ground[channel] ?? 0) + light)
        pixels[channels * (y * side + x) + channel] = clamp(clean + noise * (bell[bits & 1023] ?? 0))
        bits >>>= 10
      }
    }
  }
}

/** The share of a pixel that is inked: exact for straight edges along the axes, close for all. */
function coverage(ink: Ink, x: number, y: number): number {
  return Math.min(1, Math.max(0, 0.5 - edgeDistance(ink, x, y)))
}

/** Pixels from the edge of the ink, negative on it; only a bound where that is farther than `reach`. */
export function edgeDistance({ distance, center, radius, isFilled, strokeWidth }: Ink, x: number, y: number): number {
  if (Math.abs(x - center.x) > radius + reach || Math.abs(y - center.y) > radius + reach) return reach
  const outline = distance(x, y)
  return (isFilled ? outline : Math.abs(outline)) - strokeWidth / 2
}

function chooseInk(kind: ShapeKind, random: Random): Ink {
  const radius = between(random, smallest, largest)
  const room = Math.min(farthest, side / 2 - radius - 1)
  const place = () => side / 2 + between(random, -room, room)
  const center = { x: place(), y: place() }
  return {
    distance: chooseOutline(kind, center, radius, random),
    center,
    radius,
    isFilled: random() < 0.5,
    strokeWidth: between(random, 1.2, 3),
  }
}

export function chooseOutline(kind: ShapeKind, center: Point, radius: number, random: Random): SignedDistance {
  switch (kind) {
    case 'circle':
      return circleDistance(center, radius)
    case 'line': {
      const [from, to] = around(center, radius, between(random, 0, Math.PI), [0, Math.PI])
      return segmentDistance(from ?? center, to ?? center)
    }
    case 'triangle': {
      const corners = [-3, 1, 5].map((sixth) => (sixth * Math.PI) / 6 + between(random, -0.2, 0.2))
      return polygonDistance(around(center, radius, between(random, -tilt, tilt), corners))
    }
    case 'rectangle': {
      const half = between(random, 0.45, 1.1)
      const corners = [half, Math.PI - half, Math.PI + half, -half]
      return polygonDistance(around(center, radius, between(random, -tilt, tilt), corners))
    }
    case 'diamond': {
      const flatness = between(random, 0.5, 0.85)
      const isWide = random() < 0.5
      const halfWidth = isWide ? radius : flatness * radius
      const halfHeight = isWide ? flatness * radius : radius
      const angle = between(random, -tilt, tilt)
      const ends = [
        { x: halfWidth, y: 0 },
        { x: 0, y: halfHeight },
        { x: -halfWidth, y: 0 },
        { x: 0, y: -halfHeight },
      ]
      return polygonDistance(ends.map((end) => turned(end, center, angle)))
    }
  }
}

function around(center: Point, radius: number, start: number, angles: readonly number[]): Point[] {
  return angles.map((angle) => turned({ x: radius * Math.cos(angle), y: radius * Math.sin(angle) }, center, start))
}

function turned({ x, y }: Point, center: Point, angle: number): Point {
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  return { x: center.x + x * cos - y * sin, y: center.y + x * sin + y * cos }
}

interface Background {
  ground: Colour
  /** How much lighter each pixel is than the one left of it or above it. */
  slopeX: number
  slopeY: number
}

/** A colour that stands off from the inks, lighter towards one side. */
export function chooseBackground(inks: readonly Colour[], random: Random): Background {
  const channels = inks[0]?.length ?? 3
  let ground = chooseGround(channels, random)
  const isTooNear = (ink: Colour) => farthestChannel(ground, ink) < 70
  while (inks.some(isTooNear)) ground = chooseGround(channels, random)
  const angle = between(random, 0, 2 * Math.PI)
  const slope = between(random, 0, 30) / side
  return { ground, slopeX: slope * Math.cos(angle), slopeY: slope * Math.sin(angle) }
}

/** A grey, with a tinge of colour where there are colours. */
function chooseGround(channels: number, random: Random): Colour {
  const light = between(random, 15, 90)
  return Array.from({ length: channels }, () => light + between(random, -15, 15))
}

function farthestChannel(a: Colour, b: Colour): number {
  return Math.max(...a.map((value, channel) => Math.abs(value - (b[channel] ?? 0))))
}

export function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random()
}

export function clamp(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : Math.round(value)
}
