import type { PackedImages } from '#shared/contract/data.ts'
import type { MapGrid } from '#shared/contract/runs.ts'
import type { ColourMap } from './colour-maps.ts'

/** Small pictures of one size, one after the other, row by row, channels last, 0–255. */
export interface Tiles {
  count: number
  height: number
  width: number
  /** 1, or 3 for pictures in their own colours. */
  channels: number
  pixels: Uint8Array
}

/** A layer's maps. A flat layer, which comes as one row, becomes one tile of one pixel per unit. */
export function tilesOfMaps(grid: MapGrid): Tiles {
  const { count, tileHeight, tileWidth, tiles: pixels } = grid
  if (isFlat(grid)) return { count: tileWidth, height: 1, width: 1, channels: 1, pixels }
  return { count, height: tileHeight, width: tileWidth, channels: 1, pixels }
}

/** Flat layers, and maps of one pixel: their values stand in one row. */
export function isFlat({ count, tileHeight, shape }: MapGrid): boolean {
  const isOnePixel = shape[0] === 1 && shape[1] === 1
  return (shape.length === 1 || isOnePixel) && count === 1 && tileHeight === 1
}

/** How many maps the layer has; of many, only the first are sent. Of a flat layer, its one row. */
export function channelsOf(grid: MapGrid): number {
  return isFlat(grid) ? 1 : (grid.shape[2] ?? grid.count)
}

/** The units, from 0, that a pixel of a flat layer stands for: more than one where the row was shrunk to means. */
export function unitsAt({ shape, tileWidth }: MapGrid, index: number): { first: number; last: number } {
  const units = shape.at(-1) ?? tileWidth
  const perPixel = Math.max(1, Math.ceil(units / Math.max(1, tileWidth)))
  return { first: index * perPixel, last: Math.min(units, (index + 1) * perPixel) - 1 }
}

/** What a byte of a flat layer stands for. */
export function valueAt({ tiles, min, max }: MapGrid, index: number): number {
  return min + ((tiles[index] ?? 0) / 255) * (max - min)
}

export function tilesOfImages({ count, height, width, channels, pixels }: PackedImages): Tiles {
  return { count, height, width, channels, pixels }
}

/** Opaque RGBA of one tile; grey tiles through the colour map. */
export function tileToRgba(tiles: Tiles, index: number, map: ColourMap): Uint8ClampedArray<ArrayBuffer> {
  const { height, width, channels, pixels } = tiles
  const area = height * width
  const rgba = new Uint8ClampedArray(4 * area)
  const first = index * area * channels
  for (let pixel = 0; pixel < area; pixel += 1) {
    const from = first + pixel * channels
    if (channels >= 3) {
      rgba[4 * pixel] = pixels[from] ?? 0
      rgba[4 * pixel + 1] = pixels[from + 1] ?? 0
      rgba[4 * pixel + 2] = pixels[from + 2] ?? 0
    } else {
      const colour = 3 * (pixels[from] ?? 0)
      rgba[4 * pixel] = map[colour] ?? 0
      rgba[4 * pixel + 1] = map[colour + 1] ?? 0
      rgba[4 * pixel + 2] = map[colour + 2] ?? 0
    }
    rgba[4 * pixel + 3] = 255
  }
  return rgba
}
