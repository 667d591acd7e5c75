import type { Augmentation, FillMode } from '#shared/document/augmentation.ts'
import type { Shape } from '#shared/layers/shape.ts'
import { changeColours } from './colour.ts'
import { type Changes, drawChanges } from './draw-changes.ts'
import { erasePatch } from './erase.ts'
import { warpLabels, warpPicture } from './sample.ts'

/** How the pictures of one epoch are changed: plain data, which goes to threads as it is. */
export interface AugmentationPlan {
  augmentation: Augmentation
  seed: number
  epoch: number
  /** `[height, width, channels]`. */
  inputShape: Shape
  /** Whether each pixel has a label, which goes with it. */
  hasMasks: boolean
  /** The label of pixels that count for nothing, where there is one. */
  ignoreLabel?: number | undefined
}

/** Pictures one after the other, with one label each or masks. */
interface Pictures {
  pixels: Uint8Array
  labels: Uint8Array | Uint16Array
}

/**
 * Changes pictures, and masks with them, in place; `indices` are their places in the split. Each picture's changes follow from
 * the seed, the epoch and its index alone. Pixels that come from beyond a mask are ignored, or are of the first class, the
 * background, where no label is; those erased are ignored, or keep their label.
 */
export function augmentPictures({ pixels, labels }: Pictures, indices: Uint32Array, plan: AugmentationPlan): void {
  const { augmentation, seed, epoch, inputShape, hasMasks } = plan
  const [height = 0, width = 0, channels = 0] = inputShape
  const frame = { height, width }
  const size = height * width * channels
  const before = { pixels: new Uint8Array(size), labels: hasMasks ? labels.slice(0, height * width) : null }
  for (const [place, index] of indices.entries()) {
    const changes = drawChanges(augmentation.steps, { seed, epoch, index }, frame)
    const picture = { ...frame, channels, values: pixels.subarray(place * size, (place + 1) * size) }
    changePicture(picture, before.pixels, changes, augmentation)
    if (!before.labels) continue
    const mask = labels.subarray(place * height * width, (place + 1) * height * width)
    changeMask({ ...frame, channels: 1, values: mask }, before.labels, changes, plan)
  }
}

interface Grid<Values> {
  height: number
  width: number
  channels: number
  values: Values
}

function changePicture(
  picture: Grid<Uint8Array>,
  scratch: Uint8Array,
  { warp, colours, patches }: Changes,
  { fillMode, fillValue }: { fillMode: FillMode; fillValue: number },
): void {
  if (warp.length > 0) {
    scratch.set(picture.values)
    warpPicture({ ...picture, values: scratch }, picture.values, warp, { mode: fillMode, value: fillValue })
  }
  changeColours(picture.values, picture.channels, colours)
  for (const patch of patches) erasePatch(picture, patch)
}

function changeMask(
  mask: Grid<Uint8Array | Uint16Array>,
  scratch: Uint8Array | Uint16Array,
  { warp, patches }: Changes,
  { augmentation, ignoreLabel }: AugmentationPlan,
): void {
  if (warp.length > 0) {
    scratch.set(mask.values)
    warpLabels({ ...mask, values: scratch }, mask.values, warp, {
      mode: augmentation.fillMode,
      value: ignoreLabel ?? 0,
    })
  }
  if (ignoreLabel === undefined) return
  for (const patch of patches) erasePatch(mask, { ...patch, fill: ignoreLabel })
}
