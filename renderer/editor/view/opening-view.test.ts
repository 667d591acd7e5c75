import { describe, expect, it } from 'vitest'
import type { Box } from '#shared/document/place-blocks.ts'
import { margins, openingView } from './opening-view.ts'

const place = { width: 900, height: 600 }
const box = (left: number, top: number, width: number, height: number): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
})

/** The part of the drawing that is seen. */
function seen({ x, y, zoom }: { x: number; y: number; zoom: number }): Box {
  return { left: -x / zoom, top: -y / zoom, right: (place.width - x) / zoom, bottom: (place.height - y) / zoom }
}

const isWithin = (inner: Box, outer: Box) =>
  inner.left >= outer.left && inner.top >= outer.top && inner.right <= outer.right && inner.bottom <= outer.bottom

describe('openingView', () => {
  it('shows a small drawing in the middle, not larger than it is', () => {
    const view = openingView(box(100, 50, 200, 300), box(100, 50, 200, 92), place)
    expect(view.zoom).toBe(1)
    expect((seen(view).left + seen(view).right) / 2).toBeCloseTo(200)
  })

  it('shows all of a drawing whose names can be read then', () => {
    const whole = box(-400, -20, 2000, 1500)
    const view = openingView(whole, box(-400, -20, 200, 92), place)
    expect(view.zoom).toBeCloseTo((place.height - margins.top - margins.bottom) / 1500)
    expect(isWithin(whole, seen(view))).toBe(true)
  })

  it('begins at the first layer where the whole is too large to be read', () => {
    const whole = box(0, 0, 9000, 9000)
    const view = openingView(whole, box(0, 0, 200, 92), place)
    expect(view).toEqual({ zoom: 0.5, x: margins.left, y: margins.top })
    const tall = openingView(box(-300, 0, 800, 9000), box(0, 0, 200, 92), place)
    expect((seen(tall).left + seen(tall).right) / 2).toBeCloseTo(100)
  })

  it('shows the first layer also where it is far from the corner', () => {
    const first = box(6000, 4000, 200, 92)
    expect(isWithin(first, seen(openingView(box(0, 0, 9000, 9000), first, place)))).toBe(true)
  })
})
