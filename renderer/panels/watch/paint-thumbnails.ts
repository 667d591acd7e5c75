import type { MapGrid } from '#shared/contract/runs.ts'
import { type ColourMap, grey, viridis } from '../../charts/colour-maps.ts'
import { fitCanvas, toBitmap } from '../../charts/tile-painter.ts'
import { isFlat, tilesOfMaps, tileToRgba } from '../../charts/tiles.ts'
import type { MapColours } from '../../stores/watch-store.ts'

/** In CSS pixels. */
const tileSide = 24
const gap = 2
const mostTiles = 8
const stripWidth = mostTiles * (tileSide + gap) - gap

export const colourMaps: Record<MapColours, ColourMap> = { viridis, grey }

/** Maps side by side; the units of a flat layer as bars from the least to the greatest. */
export function paintThumbnails(canvas: HTMLCanvasElement, grid: MapGrid, colours: MapColours): void {
  const map = colourMaps[colours]
  const tiles = tilesOfMaps(grid)
  const count = isFlat(grid) ? tiles.count : Math.min(tiles.count, mostTiles)
  const pitch = isFlat(grid) ? Math.min(12, stripWidth / Math.max(1, count)) : tileSide + gap
  fitCanvas(canvas, Math.min(stripWidth, Math.ceil(pitch * count)), tileSide)
  const context = canvas.getContext('2d')
  if (!context) return
  const ratio = canvas.height / tileSide
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, stripWidth, tileSide)
  context.imageSmoothingEnabled = tiles.width > tileSide * ratio
  for (let index = 0; index < count; index += 1) {
    const rgba = tileToRgba(tiles, index, map)
    if (rgba.length === 4) {
      context.fillStyle = `rgb(${rgba[0]} ${rgba[1]} ${rgba[2]})`
      const height = isFlat(grid) ? barHeight(tiles.pixels[index] ?? 0) : tileSide
      context.fillRect(index * pitch, tileSide - height, Math.max(0.5, pitch - (pitch > 3 ? gap : 0)), height)
    } else {
      context.drawImage(toBitmap(rgba, tiles.width, tiles.height), index * pitch, 0, tileSide, tileSide)
    }
  }
}

function barHeight(byte: number): number {
  return 2 + (byte / 255) * (tileSide - 2)
}
