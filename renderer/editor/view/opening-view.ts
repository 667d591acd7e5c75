import type { Box } from '#shared/document/place-blocks.ts'
import { leastReadableZoom } from './detail.ts'

/** Around the drawing, in pixels; below there is room for thumbnails, which make the layers higher once a run has begun. */
export const margins = { top: 24, right: 24, bottom: 48, left: 24 }

/** Of a drawing that cannot be read as a whole: near enough for shapes, far enough for a dozen layers. */
const partZoom = 0.5

export interface View {
  /** Where the drawing's origin is in the window, in pixels. */
  x: number
  y: number
  zoom: number
}

/**
 * How a drawing is first seen in a place of some size: all of it where its names can be read then; else its beginning, with
 * `first`, where the data comes in, at the top.
 */
export function openingView(whole: Box, first: Box, place: { width: number; height: number }): View {
  const room = roomWithin(place)
  const fitting = Math.min(1, room.width / (whole.right - whole.left), room.height / (whole.bottom - whole.top))
  if (fitting >= leastReadableZoom) return viewOf(whole, fitting, room)
  const seen = { width: room.width / partZoom, height: room.height / partZoom }
  const left = startOf([whole.left, whole.right], [first.left, first.right], seen.width)
  return { zoom: partZoom, x: margins.left - left * partZoom, y: margins.top - first.top * partZoom }
}

/** What is left of a place within its margins. */
export function roomWithin({ width, height }: { width: number; height: number }): { width: number; height: number } {
  return {
    width: Math.max(1, width - margins.left - margins.right),
    height: Math.max(1, height - margins.top - margins.bottom),
  }
}

/** All of a box, in the middle of the room. */
function viewOf(box: Box, zoom: number, room: { width: number; height: number }): View {
  const [width, height] = [(box.right - box.left) * zoom, (box.bottom - box.top) * zoom]
  return {
    zoom,
    x: margins.left + (room.width - width) / 2 - box.left * zoom,
    y: margins.top + (room.height - height) / 2 - box.top * zoom,
  }
}

type Range = readonly [start: number, end: number]

/** Where a part of `length` begins: the whole in its middle, else from the left end on, else with the first in its middle. */
function startOf([start, end]: Range, first: Range, length: number): number {
  if (end - start <= length) return (start + end - length) / 2
  return first[1] <= start + length ? start : (first[0] + first[1] - length) / 2
}
