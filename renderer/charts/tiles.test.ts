import { describe, expect, it } from 'vitest'
import { grey, viridis } from './colour-maps.ts'
import { channelsOf, isFlat, tilesOfImages, tilesOfMaps, tileToRgba, unitsAt, valueAt } from './tiles.ts'

const flat = {
  nodeId: 'dense-1',
  shape: [3],
  tileHeight: 1,
  tileWidth: 3,
  count: 1,
  tiles: Uint8Array.of(0, 128, 255),
  min: 0,
  max: 1,
}

describe('tiles', () => {
  it('makes a tile of every unit of a flat layer', () => {
    expect(isFlat(flat)).toBe(true)
    const tiles = tilesOfMaps(flat)
    expect(tiles).toMatchObject({ count: 3, height: 1, width: 1 })
    expect([...tileToRgba(tiles, 2, grey)]).toEqual([255, 255, 255, 255])
  })

  it('shows maps of one pixel like the units of a flat layer, and small maps as maps', () => {
    expect(tilesOfMaps({ ...flat, shape: [1, 1, 3] })).toMatchObject({ count: 3, height: 1, width: 1 })
    const maps = { ...flat, shape: [1, 3, 1] }
    expect(isFlat(maps)).toBe(false)
    expect(tilesOfMaps(maps)).toMatchObject({ count: 1, height: 1, width: 3 })
  })

  it('tells units and values, also where a long row was shrunk', () => {
    expect(unitsAt(flat, 2)).toEqual({ first: 2, last: 2 })
    expect(unitsAt({ ...flat, shape: [8] }, 2)).toEqual({ first: 6, last: 7 })
    expect(valueAt({ ...flat, min: -1, max: 1 }, 2)).toBe(1)
    expect(unitsAt({ ...flat, shape: [1, 1, 6] }, 0)).toEqual({ first: 0, last: 1 })
    expect(channelsOf({ ...flat, shape: [2, 2, 512], tileHeight: 2, count: 128 })).toBe(512)
    expect(channelsOf({ ...flat, shape: [1, 1, 3] })).toBe(1)
  })

  it('colours grey tiles and leaves pictures their colours', () => {
    const maps = { ...flat, shape: [1, 2, 2], tileWidth: 2, count: 2, tiles: Uint8Array.of(0, 255, 255, 0) }
    const second = [...tileToRgba(tilesOfMaps(maps), 1, viridis)]
    expect(second).toEqual([...viridis.subarray(765), 255, ...viridis.subarray(0, 3), 255])
    const image = { height: 1, width: 1, channels: 3, count: 2, pixels: Uint8Array.of(1, 2, 3, 4, 5, 6) }
    expect([...tileToRgba(tilesOfImages(image), 1, grey)]).toEqual([4, 5, 6, 255])
  })
})
