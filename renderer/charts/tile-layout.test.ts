import { describe, expect, it } from 'vitest'
import { layoutTiles, tileAt, tileCorner, visibleTiles } from './tile-layout.ts'

describe('tile layout', () => {
  it.each([
    [{ count: 16, tileWidth: 28, tileHeight: 28, width: 700, height: 170 }, 56],
    [{ count: 64, tileWidth: 7, tileHeight: 7, width: 700, height: 170 }, 35 + 7],
    [{ count: 6, tileWidth: 2, tileHeight: 2, width: 700, height: 170 }, 112],
  ])('shows all of %o at once, as large as it can be', (room, atMost) => {
    const layout = layoutTiles(room)
    expect(layout.width % room.tileWidth).toBe(0)
    expect(layout.width).toBeLessThanOrEqual(atMost)
    expect(layout.columns * (layout.width + layout.gap) + layout.gap).toBeLessThanOrEqual(room.width)
    expect(layout.rows * layout.columns).toBeGreaterThanOrEqual(room.count)
  })

  it('scrolls rather than shrink tiles until nothing can be seen', () => {
    const layout = layoutTiles({ count: 512, tileWidth: 14, tileHeight: 14, width: 400, height: 160 })
    expect(layout.width).toBe(42)
    expect(layout.contentHeight).toBeGreaterThan(160)
  })

  it('draws large maps smaller than they are', () => {
    expect(layoutTiles({ count: 3, tileWidth: 224, tileHeight: 224, width: 500, height: 160 }).width).toBe(112)
  })

  it('gives every unit of a flat layer a cell', () => {
    const layout = layoutTiles({ count: 128, tileWidth: 1, tileHeight: 1, width: 600, height: 160 })
    expect(layout.width).toBeGreaterThanOrEqual(9)
    expect(layout.contentHeight).toBeLessThanOrEqual(160)
  })

  it.each([
    { count: 0, tileWidth: 3, tileHeight: 3, width: 300, height: 100 },
    { count: 5, tileWidth: 28, tileHeight: 28, width: 0, height: 0 },
    { count: 5, tileWidth: 1000, tileHeight: 2, width: 50, height: 10 },
  ])('survives %o', (room) => {
    const layout = layoutTiles(room)
    expect(layout.columns).toBeGreaterThanOrEqual(1)
    expect(Number.isFinite(layout.contentHeight)).toBe(true)
  })

  it('finds tiles again where it put them', () => {
    const layout = layoutTiles({ count: 64, tileWidth: 7, tileHeight: 7, width: 700, height: 170 })
    for (const index of [0, 1, layout.columns, 63]) {
      const { x, y } = tileCorner(layout, index)
      expect(tileAt(layout, 64, x + 1, y + 1)).toBe(index)
      expect(tileAt(layout, 64, x + layout.width - 1, y + layout.height - 1)).toBe(index)
    }
    expect(tileAt(layout, 64, -5, 5)).toBeNull()
    expect(tileAt(layout, 64, 5, 9999)).toBeNull()
    expect(tileAt(layout, 64, Number.NaN, Number.NaN)).toBeNull()
  })

  it('names only the tiles in view', () => {
    const layout = layoutTiles({ count: 512, tileWidth: 14, tileHeight: 14, width: 400, height: 160 })
    const { first, last } = visibleTiles(layout, 512, 460, 160)
    expect(first).toBe(10 * layout.columns)
    expect(last).toBe(14 * layout.columns)
    expect(visibleTiles(layout, 512, 1e9, 160)).toEqual({ first: 512, last: 512 })
  })
})
