import type { MapGrid } from '#shared/contract/runs.ts'
import { type ColourMap, grey, viridis } from '../../charts/colour-maps.ts'
import { fitCanvas, toBitmap } from '../../charts/tile-painter.ts'
import { isFlat, tilesOfMaps, tileToRgba } from '../../charts/tiles.ts'
import type { MapColours } from '../../stores/watch-store.ts'

/** In CSS pixels; the strip is as wide as a node within its margins. */
const stripWidth = 178
const height = 24
const gap = 2
const mostTiles = 8

export const colourMaps: Record<MapColours, ColourMap> = { viridis, grey }

/** Maps side by side; the units of a flat layer as bars from the least to the greatest. */
export function paintThumbnails(canvas: HTMLCanvasElement, grid: MapGrid, colours: MapColours): void {
  if (isFlat(grid)) paintBars(canvas, grid, colourMaps[colours])
  else paintMaps(canvas, grid, colourMaps[colours])
}

function paintMaps(canvas: HTMLCanvasElement, grid: MapGrid, map: ColourMap): void {
  const tiles = tilesOfMaps(grid)
  const count = Math.min(tiles.count, mostTiles)
  const side = Math.min(height, Math.floor((stripWidth + gap) / Math.max(1, count)) - gap)
  const context = prepare(canvas, count * (side + gap) - gap, side)
  if (!context) return
  context.imageSmoothingEnabled = tiles.width > canvas.height
  for (let index = 0; index < count; index += 1) {
    const bitmap = toBitmap(tileToRgba(tiles, index, map), tiles.width, tiles.height)
    context.drawImage(bitmap, index * (side + gap), 0, side, side)
  }
}

function paintBars(canvas: HTMLCanvasElement, grid: MapGrid, map: ColourMap): void {
  const { count, pixels } = tilesOfMaps(grid)
  const pitch = Math.min(12, stripWidth / Math.max(1, count))
  const context = prepare(canvas, Math.ceil(pitch * count), height)
  if (!context) return
  for (let index = 0; index < count; index += 1) {
    const byte = pixels[index] ?? 0
    context.fillStyle = `rgb(${map[3 * byte]} ${map[3 * byte + 1]} ${map[3 * byte + 2]})`
    const bar = barHeight(byte)
    context.fillRect(index * pitch, height - bar, pitch > 3 ? pitch - gap : pitch, bar)
  }
}

function prepare(canvas: HTMLCanvasElement, width: number, high: number): CanvasRenderingContext2D | null {
  fitCanvas(canvas, Math.max(1, width), high)
  const context = canvas.getContext('2d')
  const ratio = canvas.height / high
  context?.setTransform(ratio, 0, 0, ratio, 0, 0)
  context?.clearRect(0, 0, width, high)
  return context
}

function barHeight(byte: number): number {
  return 2 + (byte / 255) * (height - 2)
}
