import type { FillMode } from '#shared/document/augmentation.ts'
import { asShift, type Frame, mapRow, type Shift, type Warp } from './warp.ts'

/** Rows of pixels with `channels` numbers each. */
export interface Raster<Values extends Uint8Array | Uint16Array> extends Frame {
  channels: number
  values: Values
}

export interface Fill {
  mode: FillMode
  /** For `constant`. */
  value: number
}

/**
 * A place on a line of `size` pixels, in pixels from the middle of the first one: a pixel reaches half a pixel to either side.
 * −1 where it is beyond the line and gets the fill's value.
 */
export function foldPlace(place: number, size: number, mode: FillMode): number {
  if (place >= -0.5 && place < size - 0.5) return Math.min(Math.max(place, 0), size - 1)
  if (mode === 'constant' || !Number.isFinite(place)) return -1
  if (mode === 'nearest') return place < 0 ? 0 : size - 1
  // Mirrored at the outer edges of the end pixels, over and over: Keras's `reflect`.
  const period = 2 * size
  const along = (((place + 0.5) % period) + period) % period
  return Math.min(Math.max((along < size ? along : period - along) - 0.5, 0), size - 1)
}

/** The same picture warped, into `target`, which is as large. Colours between pixels are mixed from the four around. */
export function warpPicture(source: Raster<Uint8Array>, target: Uint8Array, warp: Warp, fill: Fill): void {
  const shift = asShift(warp, source)
  if (shift) {
    shiftRaster(source, target, shift, fill)
    return
  }
  const { height, width } = source
  const xs = new Float64Array(width)
  const ys = new Float64Array(width)
  for (let y = 0; y < height; y += 1) {
    mapRow(warp, source, y, xs, ys)
    sampleRow(source, target, { y, xs, ys }, fill)
  }
}

/** Labels cannot be mixed: each is that of the nearest pixel. */
export function warpLabels<Labels extends Uint8Array | Uint16Array>(
  source: Raster<Labels>,
  target: Labels,
  warp: Warp,
  fill: Fill,
): void {
  const shift = asShift(warp, source)
  if (shift) {
    shiftRaster(source, target, shift, fill)
    return
  }
  const { height, width, values } = source
  const xs = new Float64Array(width)
  const ys = new Float64Array(width)
  for (let y = 0; y < height; y += 1) {
    mapRow(warp, source, y, xs, ys)
    for (let x = 0; x < width; x += 1) {
      const column = foldPlace(xs[x] ?? 0, width, fill.mode)
      const row = foldPlace(ys[x] ?? 0, height, fill.mode)
      const isInside = column >= 0 && row >= 0
      target[y * width + x] = isInside ? (values[Math.round(row) * width + Math.round(column)] ?? 0) : fill.value
    }
  }
}

/** Whole pixels, which need no mixing. Rows are short: a loop is faster than to have each copied. */
function shiftRaster<Values extends Uint8Array | Uint16Array>(
  { height, width, channels, values }: Raster<Values>,
  target: Values,
  shift: Shift,
  fill: Fill,
): void {
  const columns = sourcesOf(width, shift.left, shift.isMirrored, fill.mode)
  const rows = sourcesOf(height, shift.top, shift.isUpsideDown, fill.mode)
  let place = 0
  for (let y = 0; y < height; y += 1) {
    const row = rows[y] ?? -1
    for (let x = 0; x < width; x += 1) {
      const column = columns[x] ?? -1
      const isInside = row >= 0 && column >= 0
      const source = (row * width + column) * channels
      for (let channel = 0; channel < channels; channel += 1) {
        target[place] = isInside ? (values[source + channel] ?? 0) : fill.value
        place += 1
      }
    }
  }
}

/** The source of each place on a line, −1 for none. */
function sourcesOf(size: number, start: number, isReversed: boolean, mode: FillMode): Int32Array {
  const sources = new Int32Array(size)
  for (let place = 0; place < size; place += 1) {
    sources[place] = foldPlace(isReversed ? start - place : start + place, size, mode)
  }
  return sources
}

/** Steps between two pixels in bilinear mixing: with 2⁸, sums of products stay whole and below 2³¹. */
const unit = 256

function sampleRow(
  { height, width, channels, values }: Raster<Uint8Array>,
  target: Uint8Array,
  { y, xs, ys }: { y: number; xs: Float64Array; ys: Float64Array },
  { mode, value }: Fill,
): void {
  let place = y * width * channels
  for (let x = 0; x < width; x += 1) {
    let column = xs[x] ?? 0
    let row = ys[x] ?? 0
    // Most pixels come from within.
    if (!(column >= 0 && row >= 0 && column <= width - 1 && row <= height - 1)) {
      column = foldPlace(column, width, mode)
      row = foldPlace(row, height, mode)
      if (column < 0 || row < 0) {
        for (let channel = 0; channel < channels; channel += 1, place += 1) target[place] = value
        continue
      }
    }
    // What `| 0` cuts off is not negative.
    const left = column | 0
    const top = row | 0
    const right = ((column - left) * unit + 0.5) | 0
    const bottom = ((row - top) * unit + 0.5) | 0
    const besides = left + 1 < width ? channels : 0
    const below = top + 1 < height ? width * channels : 0
    // What each of the four weighs, of unit² in all.
    const ofLast = right * bottom
    const ofThird = unit * bottom - ofLast
    const ofSecond = unit * right - ofLast
    const ofFirst = unit * unit - ofSecond - ofThird - ofLast
    let from = (top * width + left) * channels
    for (let channel = 0; channel < channels; channel += 1, place += 1, from += 1) {
      const above = ofFirst * (values[from] ?? 0) + ofSecond * (values[from + besides] ?? 0)
      const under = ofThird * (values[from + below] ?? 0) + ofLast * (values[from + below + besides] ?? 0)
      target[place] = (above + under + (unit * unit) / 2) >> 16
    }
  }
}
