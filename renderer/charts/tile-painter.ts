import type { ColourMap } from './colour-maps.ts'
import { type TileLayout, tileCorner, visibleTiles } from './tile-layout.ts'
import { type Tiles, tileToRgba } from './tiles.ts'

export interface TileScene {
  tiles: Tiles
  map: ColourMap
  layout: TileLayout
  scrollTop: number
  /** The tile under the pointer. */
  marked: number | null
  markColour: string
}

let scratch: HTMLCanvasElement | null = null

/** Draws the tiles in view; the canvas is as large as the view, in device pixels. */
export function paintTiles(canvas: HTMLCanvasElement, scene: TileScene): void {
  const context = canvas.getContext('2d')
  if (!context) return
  const ratio = canvas.width / Math.max(1, canvas.clientWidth)
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight)
  const { tiles, layout, scrollTop } = scene
  context.imageSmoothingEnabled = layout.width < tiles.width
  const { first, last } = visibleTiles(layout, tiles.count, scrollTop, canvas.clientHeight)
  for (let index = first; index < last; index += 1) paintTile(context, scene, index)
}

function paintTile(context: CanvasRenderingContext2D, scene: TileScene, index: number): void {
  const { tiles, layout, scrollTop, map, marked, markColour } = scene
  const corner = tileCorner(layout, index)
  const [x, y] = [corner.x, corner.y - scrollTop]
  const rgba = tileToRgba(tiles, index, map)
  if (rgba.length === 4) {
    context.fillStyle = `rgb(${rgba[0]} ${rgba[1]} ${rgba[2]})`
    context.fillRect(x, y, layout.width, layout.height)
  } else {
    context.drawImage(toBitmap(rgba, tiles.width, tiles.height), x, y, layout.width, layout.height)
  }
  if (index !== marked) return
  context.strokeStyle = markColour
  context.lineWidth = 2
  context.strokeRect(x - 1, y - 1, layout.width + 2, layout.height + 2)
}

/** drawImage scales, putImageData does not: so a tile goes through a canvas of its own size. */
export function toBitmap(rgba: Uint8ClampedArray<ArrayBuffer>, width: number, height: number): HTMLCanvasElement {
  scratch ??= document.createElement('canvas')
  if (scratch.width !== width || scratch.height !== height) {
    scratch.width = width
    scratch.height = height
  }
  scratch.getContext('2d', { willReadFrequently: true })?.putImageData(new ImageData(rgba, width), 0, 0)
  return scratch
}

/** Makes the canvas as sharp as the screen. Returns whether its size changed, which empties it. */
export function fitCanvas(canvas: HTMLCanvasElement, width: number, height: number): boolean {
  const ratio = window.devicePixelRatio || 1
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)]
  if (canvas.width === wide && canvas.height === high) return false
  canvas.width = wide
  canvas.height = high
  canvas.style.width = `${width}px`
  canvas.style.height = `${height}px`
  return true
}
