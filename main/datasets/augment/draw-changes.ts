import type { AugmentationKind, AugmentationStep } from '#shared/document/augmentation.ts'
import { type Random, seededRandom } from '../random.ts'
import type { ColourChange } from './colour.ts'
import type { Patch } from './erase.ts'
import { type Affine, affine, append, type Frame, type Lens, type Warp } from './warp.ts'

/** What happens to one picture in one epoch. */
export interface Changes {
  warp: Warp
  colours: ColourChange[]
  patches: Patch[]
}

/** Of what the draws are a pure function, together with the step's place in the list. */
export interface DrawPlace {
  seed: number
  epoch: number
  /** Of the picture in its split. */
  index: number
}

type StepOf<Kind extends AugmentationKind> = Extract<AugmentationStep, { kind: Kind }>
type Change = Affine | Lens | ColourChange | (Patch & { kind: 'patch' })
type Drawer<Kind extends AugmentationKind> = (step: StepOf<Kind>, random: Random, frame: Frame) => Change

export function drawChanges(
  steps: readonly AugmentationStep[],
  { seed, epoch, index }: DrawPlace,
  frame: Frame,
): Changes {
  const changes: Changes = { warp: [], colours: [], patches: [] }
  for (const [place, step] of steps.entries()) {
    const random = seededRandom(seed, epoch, index, place)
    // Each direction of a flip has a chance of its own.
    if (step.kind !== 'RandomFlip' && random() >= step.probability) continue
    const change = drawStep(step, random, frame)
    if (change.kind === 'affine' || change.kind === 'lens') changes.warp = append(changes.warp, change)
    else if (change.kind === 'patch') changes.patches.push(change)
    else changes.colours.push(change)
  }
  return changes
}

function drawStep<Kind extends AugmentationKind>(step: StepOf<Kind> & { kind: Kind }, random: Random, frame: Frame) {
  return drawers[step.kind](step, random, frame)
}

const between = (random: Random, from: number, to: number) => from + (to - from) * random()
/** Even about 0. */
const upTo = (random: Random, most: number) => between(random, -most, most)
/** As likely n times as large as n times as small. */
const betweenRatios = (random: Random, from: number, to: number) =>
  Math.exp(between(random, Math.log(from), Math.log(to)))
/** 0, 1, … most. */
const wholeUpTo = (random: Random, most: number) => Math.floor(random() * (most + 1))

const scaled = (horizontally: number, vertically: number) => affine(1 / horizontally, 0, 0, 0, 1 / vertically, 0)
const moved = (right: number, down: number) => affine(1, 0, -right, 0, 1, -down)

const drawers: { [Kind in AugmentationKind]: Drawer<Kind> } = {
  RandomFlip({ mode, probability }, random) {
    const [across, down] = [random() < probability, random() < probability]
    const isMirrored = across && mode !== 'vertical'
    const isUpsideDown = down && mode !== 'horizontal'
    return affine(isMirrored ? -1 : 1, 0, 0, 0, isUpsideDown ? -1 : 1, 0)
  },
  RandomCrop: ({ padding }, random) =>
    moved(wholeUpTo(random, 2 * padding) - padding, wholeUpTo(random, 2 * padding) - padding),
  RandomResizedCrop({ scale, ratio }, random, { height, width }) {
    const share = between(random, ...scale)
    const shape = betweenRatios(random, ...ratio)
    // What would stick out of the picture is cut off.
    const across = Math.min(1, Math.sqrt(share * shape))
    const down = Math.min(1, Math.sqrt(share / shape))
    const right = upTo(random, ((1 - across) * width) / 2)
    return affine(across, 0, right, 0, down, upTo(random, ((1 - down) * height) / 2))
  },
  RandomTranslation: ({ heightFactor, widthFactor }, random, { height, width }) =>
    moved(Math.round(upTo(random, widthFactor * width)), Math.round(upTo(random, heightFactor * height))),
  RandomRotation({ degrees }, random) {
    const angle = (upTo(random, degrees) * Math.PI) / 180
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    return affine(cos, -sin, 0, sin, cos, 0)
  },
  RandomZoom({ scale }, random) {
    const factor = betweenRatios(random, ...scale)
    return scaled(factor, factor)
  },
  /** The inverse of x' = x + s·y, y' = y + t·x, which is none where s·t = 1: then only x is sheared. */
  RandomShear({ xFactor, yFactor }, random) {
    const [s, t] = [upTo(random, xFactor), upTo(random, yFactor)]
    const size = 1 - s * t
    if (size < 1e-3) return affine(1, -s, 0, 0, 1, 0)
    return affine(1 / size, -s / size, 0, -t / size, 1 / size, 0)
  },
  RandomStretch({ ratio }, random) {
    const root = Math.sqrt(betweenRatios(random, ...ratio))
    return scaled(root, 1 / root)
  },
  RandomLensDistortion: ({ strength }, random) => ({ kind: 'lens', k: upTo(random, strength) }),
  RandomBrightness: ({ factor }, random) => ({ kind: 'brightness', amount: 255 * upTo(random, factor) }),
  RandomContrast: ({ factor }, random) => ({ kind: 'contrast', amount: 1 + upTo(random, factor) }),
  RandomSaturation: ({ factor }, random) => ({ kind: 'saturation', amount: 1 + upTo(random, factor) }),
  RandomHue: ({ degrees }, random) => ({ kind: 'hue', amount: (upTo(random, degrees) * Math.PI) / 180 }),
  RandomErasing({ scale, ratio, fill, value }, random, frame) {
    const share = between(random, ...scale)
    const shape = betweenRatios(random, ...ratio)
    const area = share * frame.height * frame.width
    const height = Math.min(frame.height, Math.round(Math.sqrt(area / shape)))
    const width = Math.min(frame.width, Math.round(Math.sqrt(area * shape)))
    const top = wholeUpTo(random, frame.height - height)
    const left = wholeUpTo(random, frame.width - width)
    return { kind: 'patch', top, left, height, width, fill: fill === 'constant' ? value : random }
  },
}
