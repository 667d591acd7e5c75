import type { MapGrid } from '#shared/contract/runs.ts'
import type { Shape } from '#shared/layers/shape.ts'

export interface GridLimits {
  tiles: number
  /** The longer side of a tile, in pixels. */
  side: number
  /** The length of a flat layer's only tile. */
  units: number
}

/** What fills the panel, and what fits a node. */
export const wholeLayer: GridLimits = { tiles: 128, side: 64, units: 1024 }
export const thumbnail: GridLimits = { tiles: 8, side: 28, units: 128 }

/** A plane of numbers, row by row. */
interface Plane {
  height: number
  width: number
  values: Float32Array
}

/**
 * A layer's output for one picture, `[height, width, channels]` or `[units]`, as grey tiles: the first channels, each
 * shrunk by a whole factor with a box filter where it is too large, and scaled from its own least to its own greatest
 * value. Maps of one pixel are compared with each other, so they make one row, as flat layers do. A tile without
 * differences is black; what is no number counts as 0.
 */
export function drawMapGrid(nodeId: string, shape: Shape, values: Float32Array, limits: GridLimits): MapGrid {
  const isRow = shape.length !== 3 || (shape[0] === 1 && shape[1] === 1)
  const planes = isRow ? [shrinkRow(values, limits.units)] : cutChannels(shape, values, limits)
  const { height, width } = planes[0] ?? { height: 0, width: 0 }
  const tiles = new Uint8Array(planes.length * height * width)
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (const [place, plane] of planes.entries()) {
    const range = rangeOf(plane.values)
    min = Math.min(min, range.min)
    max = Math.max(max, range.max)
    scaleToBytes(plane.values, range, tiles.subarray(place * height * width, (place + 1) * height * width))
  }
  return { nodeId, shape, tileHeight: height, tileWidth: width, count: planes.length, tiles, min, max }
}

function cutChannels(shape: Shape, values: Float32Array, limits: GridLimits): Plane[] {
  const [height = 0, width = 0, channels = 0] = shape
  const factor = Math.ceil(Math.max(height, width) / limits.side)
  return Array.from({ length: Math.min(channels, limits.tiles) }, (_, channel) => {
    const plane = new Float32Array(height * width)
    for (let pixel = 0; pixel < plane.length; pixel += 1) plane[pixel] = numberAt(values, pixel * channels + channel)
    return shrink({ height, width, values: plane }, factor, factor)
  })
}

function shrinkRow(values: Float32Array, limit: number): Plane {
  const row = values.map((_, place) => numberAt(values, place))
  return shrink({ height: 1, width: row.length, values: row }, 1, Math.ceil(row.length / limit))
}

function numberAt(values: Float32Array, place: number): number {
  const value = values[place] ?? 0
  return Number.isFinite(value) ? value : 0
}

/** Means over boxes of `down` × `across`; those at the lower and right edge may be smaller. */
export function shrink({ height, width, values }: Plane, down: number, across: number): Plane {
  if (down <= 1 && across <= 1) return { height, width, values }
  const small = { height: Math.ceil(height / down), width: Math.ceil(width / across) }
  const sums = new Float32Array(small.height * small.width)
  const counts = new Uint32Array(sums.length)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const box = Math.floor(y / down) * small.width + Math.floor(x / across)
      sums[box] = (sums[box] ?? 0) + (values[y * width + x] ?? 0)
      counts[box] = (counts[box] ?? 0) + 1
    }
  }
  return { ...small, values: sums.map((sum, box) => sum / (counts[box] ?? 1)) }
}

export interface ValueRange {
  min: number
  max: number
}

export function rangeOf(values: Float32Array): ValueRange {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (let place = 0; place < values.length; place += 1) {
    const value = values[place] ?? 0
    if (value < min) min = value
    if (value > max) max = value
  }
  return { min, max }
}

/** `min` becomes 0, `max` 255. */
export function scaleToBytes(values: Float32Array, { min, max }: ValueRange, bytes: Uint8Array): void {
  const scale = max > min ? 255 / (max - min) : 0
  for (let place = 0; place < values.length; place += 1) {
    bytes[place] = Math.round(((values[place] ?? 0) - min) * scale)
  }
}
