import type { Random } from '../random.ts'
import { anyColour } from './colours.ts'
import {
  bell,
  between,
  type Colour,
  chooseBackground,
  chooseOutline,
  clamp,
  edgeDistance,
  type Ink,
  type ShapeKind,
  side,
} from './draw-sample.ts'

/** Kinds with an inside that small networks can tell apart. Label 0 is the background, 1 the first kind. */
export const sceneKinds = ['triangle', 'rectangle', 'circle'] as const satisfies readonly ShapeKind[]

/** The label of the pixels on an edge, which belong to neither side. */
export const edgeLabel = 255

const most = 3
const smallest = 6
const largest = 10
/** Pixels on either side of an edge that are labelled as the edge. */
const halfEdge = 0.7

interface Figure {
  ink: Ink
  colour: Colour
  label: number
}

/**
 * Draws one picture of 28×28×3 into `pixels`, and what each pixel is into `labels` (28×28): one to three filled shapes, the
 * later ones over the earlier, on a background with a slope of light and with noise over all.
 */
export function drawScene(random: Random, pixels: Uint8Array, labels: Uint8Array): void {
  const figures = Array.from({ length: 1 + Math.floor(random() * most) }, () => chooseFigure(random))
  const { ground, slopeX, slopeY } = chooseBackground(
    figures.map(({ colour }) => colour),
    random,
  )
  const noise = between(random, 5, 20)
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const place = y * side + x
      const light = slopeX * (x - side / 2) + slopeY * (y - side / 2)
      const clean = ground.map((value) => value + light)
      labels[place] = layOver(figures, [x + 0.5, y + 0.5], clean)
      let bits = random() * 2 ** 30
      for (let channel = 0; channel < 3; channel += 1) {
        pixels[3 * place + channel] = clamp((clean[channel] ?? 0) + noise * (bell[bits & 1023] ?? 0))
        bits >>>= 10
      }
    }
  }
}

/** Lays the figures over the colour of one pixel. Answers what it is then. */
function layOver(figures: readonly Figure[], [x, y]: [number, number], clean: number[]): number {
  let label = 0
  for (const { ink, colour, label: own } of figures) {
    const edge = edgeDistance(ink, x, y)
    const covered = Math.min(1, Math.max(0, 0.5 - edge))
    for (const [channel, value] of colour.entries()) {
      const under = clean[channel] ?? 0
      clean[channel] = under + covered * (value - under)
    }
    if (edge < -halfEdge) label = own
    else if (edge < halfEdge) label = edgeLabel
  }
  return label
}

function chooseFigure(random: Random): Figure {
  const index = Math.floor(random() * sceneKinds.length)
  const radius = between(random, smallest, largest)
  const place = () => between(random, radius - 1, side - radius + 1)
  const center = { x: place(), y: place() }
  const kind = sceneKinds[index] ?? 'circle'
  const distance = chooseOutline(kind, center, radius, random)
  return {
    ink: { distance, center, radius, isFilled: true, strokeWidth: 1 },
    colour: anyColour(random),
    label: 1 + index,
  }
}
