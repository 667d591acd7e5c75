import { createPacer } from './pacer.ts'
import type { TilePicture } from './TileView.tsx'
import { layoutTiles, type TileLayout, tileAt, tileCorner } from './tile-layout.ts'
import { fitCanvas, paintTiles } from './tile-painter.ts'

interface Elements {
  /** Scrolls. */
  view: HTMLElement
  /** As high as all tiles; the canvas sticks to the view's top within it. */
  content: HTMLElement
  canvas: HTMLCanvasElement
  tip: HTMLElement
}

interface Source {
  picture: () => TilePicture | null
  describe: (index: number) => string
  subscribe: (listener: () => void) => () => void
}

interface Shown {
  layout: TileLayout
  count: number
}

export interface TileDrawing {
  request: () => void
  /** All tiles on one sheet, those out of sight too; null where there are none. */
  paintAll: () => HTMLCanvasElement | null
  stop: () => void
}

/** Draws with each frame, scroll and change of size, and follows the pointer, until it is stopped. */
export function keepTilesDrawn(elements: Elements, source: Source): TileDrawing {
  const { view } = elements
  let shown: Shown | null = null
  let marked: number | null = null
  const pacer = createPacer({
    leastMs: 16,
    share: 0.5,
    draw() {
      shown = draw(elements, source, marked)
      showTip(elements, source, shown, marked)
    },
  })
  const ignorePointer = followPointer(elements, (x, y) => {
    const found = shown && tileAt(shown.layout, shown.count, x, y)
    if (found === marked) return
    marked = found
    pacer.request()
  })
  const observer = new ResizeObserver(pacer.request)
  observer.observe(view)
  view.addEventListener('scroll', pacer.request, { passive: true })
  const unsubscribe = source.subscribe(pacer.request)
  pacer.request()
  return {
    request: pacer.request,
    paintAll: () => paintAll(view, source.picture()),
    stop() {
      unsubscribe()
      pacer.cancel()
      observer.disconnect()
      ignorePointer()
      view.removeEventListener('scroll', pacer.request)
    },
  }
}

/** Tells where in the content the pointer is; nowhere (NaN) when it has left. The answer stops telling. */
function followPointer({ view, canvas }: Elements, tell: (x: number, y: number) => void): () => void {
  const onMove = ({ clientX, clientY }: PointerEvent) => {
    const box = canvas.getBoundingClientRect()
    tell(clientX - box.left, clientY - box.top + view.scrollTop)
  }
  const onLeave = () => tell(Number.NaN, Number.NaN)
  canvas.addEventListener('pointermove', onMove)
  canvas.addEventListener('pointerleave', onLeave)
  return () => {
    canvas.removeEventListener('pointermove', onMove)
    canvas.removeEventListener('pointerleave', onLeave)
  }
}

function draw({ view, content, canvas }: Elements, source: Source, marked: number | null): Shown | null {
  const picture = source.picture()
  const [width, height] = [view.clientWidth, view.clientHeight]
  if (width === 0 || height === 0) return null
  fitCanvas(canvas, width, height)
  if (!picture) {
    // The content keeps its height: where people have scrolled to is not lost for a frame that does not fit.
    canvas.getContext('2d')?.clearRect(0, 0, canvas.width, canvas.height)
    return null
  }
  const { tiles, map } = picture
  const layout = layoutTiles({ count: tiles.count, tileWidth: tiles.width, tileHeight: tiles.height, width, height })
  content.style.height = `${layout.contentHeight}px`
  const markColour = getComputedStyle(canvas).color
  paintTiles(canvas, { tiles, map, layout, scrollTop: view.scrollTop, marked, markColour })
  return { layout, count: tiles.count }
}

/** Sides longer than this are more than canvases take, at two pixels a CSS pixel. */
const longestSheet = 8000

function paintAll(
  { clientWidth: width, clientHeight }: HTMLElement,
  picture: TilePicture | null,
): HTMLCanvasElement | null {
  if (!picture || width === 0) return null
  const { tiles, map } = picture
  const size = { tileWidth: tiles.width, tileHeight: tiles.height, width, height: clientHeight }
  const layout = layoutTiles({ count: tiles.count, ...size })
  const sheet = document.createElement('canvas')
  fitCanvas(sheet, width, Math.min(longestSheet, layout.contentHeight))
  paintTiles(sheet, { tiles, map, layout, scrollTop: 0, marked: null, markColour: '' })
  return sheet
}

function showTip({ view, tip }: Elements, source: Source, shown: Shown | null, marked: number | null): void {
  tip.hidden = marked === null || shown === null
  if (marked === null || shown === null) return
  const text = source.describe(marked)
  if (tip.textContent !== text) tip.textContent = text
  const corner = tileCorner(shown.layout, marked)
  const below = corner.y - view.scrollTop + shown.layout.height + 4
  const isLow = below + tip.offsetHeight > view.clientHeight
  const top = isLow ? corner.y - view.scrollTop - tip.offsetHeight - 4 : below
  tip.style.left = `${Math.max(0, Math.min(corner.x, view.clientWidth - tip.offsetWidth))}px`
  tip.style.top = `${Math.max(0, top)}px`
}
