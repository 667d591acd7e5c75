import type { Shape } from '#shared/layers/shape.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { allocateBytes } from '../dataset.ts'

/** The axes of an array of pictures; `planes` has the channels before height and width (NCHW). */
export interface PictureAxes {
  count: number
  /** `[height, width, channels]` */
  inputShape: Shape
  isPlanes: boolean
}

/** What the greatest value stands for: 1 or 255. */
export type PixelRange = 'unit' | 'byte'

const channelCounts: readonly number[] = [1, 3]

/**
 * What the axes mean: (n, h, w) grey, (n, h, w, c) or (n, c, h, w) with 1 or 3 channels, or (n, pixels) of square pictures,
 * row by row, grey or with the three colours of a pixel side by side. Null where it can be none of them.
 */
export function readAxes(shape: readonly number[]): PictureAxes | null {
  const [count = 0, a = 0, b = 0, c = 0] = shape
  if (shape.length === 2) {
    const inputShape = squareShape(a)
    return inputShape && { count, inputShape, isPlanes: false }
  }
  if (shape.length === 3) return { count, inputShape: [a, b, 1], isPlanes: false }
  if (shape.length !== 4) return null
  if (channelCounts.includes(c)) return { count, inputShape: [a, b, c], isPlanes: false }
  return channelCounts.includes(a) ? { count, inputShape: [b, c, a], isPlanes: true } : null
}

/** The square picture that has so many numbers: grey, else in colour. Null where there is none. */
export function squareShape(size: number): Shape | null {
  for (const channels of channelCounts) {
    const side = Math.sqrt(size / channels)
    if (Number.isInteger(side) && side > 0) return [side, side, channels]
  }
  return null
}

/** How the greatest of all pixels tells the range: no picture of 0 to 255 is so dark that none is above 1. */
export function rangeOf(greatest: number): PixelRange {
  return greatest <= 1 ? 'unit' : 'byte'
}

export function greatestOf(numbers: ArrayLike<number>): number {
  let greatest = 0
  for (let place = 0; place < numbers.length; place += 1) greatest = Math.max(greatest, numbers[place] ?? 0)
  return greatest
}

/**
 * The first number that is no pixel, with its index; null where all are. Pixels are from 0 to 255, and finite.
 */
export function findBadPixel(numbers: ArrayLike<number>): { index: number; value: number } | null {
  for (let index = 0; index < numbers.length; index += 1) {
    const value = numbers[index] ?? 0
    // Written so that NaN is found as well.
    if (!(value >= 0 && value <= 255)) return { index, value }
  }
  return null
}

/** Pixels as bytes, NHWC. */
export function toPixels(numbers: ArrayLike<number>, range: PixelRange, axes: PictureAxes): Uint8Array {
  const pixels = allocateBytes(numbers.length)
  const factor = range === 'unit' ? 255 : 1
  const [height = 0, width = 0, channels = 0] = axes.inputShape
  const area = height * width
  if (!axes.isPlanes || channels === 1) {
    for (let place = 0; place < numbers.length; place += 1) pixels[place] = Math.round((numbers[place] ?? 0) * factor)
    return pixels
  }
  let to = 0
  for (let picture = 0; picture < axes.count; picture += 1) {
    for (let pixel = 0; pixel < area; pixel += 1) {
      for (let channel = 0; channel < channels; channel += 1) {
        pixels[to] = Math.round((numbers[(picture * channels + channel) * area + pixel] ?? 0) * factor)
        to += 1
      }
    }
  }
  return pixels
}

/** @throws LoomError data.oneLabel: all pictures have the same one */
export function refuseOneClass(file: string, names: readonly string[]): void {
  if (names.length < 2) throw new LoomError('data.oneLabel', { file, label: names[0] ?? '' })
}
