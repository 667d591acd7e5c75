import { describe, expect, it } from 'vitest'
import { drawMapGrid, shrink, thumbnail, wholeLayer } from './downsample.ts'

describe('map grids', () => {
  it('cut NHWC values into one tile a channel, each on its own scale', () => {
    // Channel 0 counts 0…5, channel 1 is ten times that, less 20.
    const values = Float32Array.from({ length: 12 }, (_, at) => (at % 2 === 0 ? at / 2 : 10 * ((at - 1) / 2) - 20))
    const grid = drawMapGrid('n', [2, 3, 2], values, wholeLayer)
    expect(grid).toMatchObject({
      nodeId: 'n',
      shape: [2, 3, 2],
      tileHeight: 2,
      tileWidth: 3,
      count: 2,
      min: -20,
      max: 30,
    })
    expect([...grid.tiles]).toEqual([0, 51, 102, 153, 204, 255, 0, 51, 102, 153, 204, 255])
  })

  it('shrink large tiles by a box filter, whole factors, smaller boxes at the edge', () => {
    const plane = { height: 2, width: 5, values: Float32Array.of(1, 3, 5, 7, 9, 1, 3, 5, 7, 9) }
    expect(shrink(plane, 2, 2)).toEqual({ height: 1, width: 3, values: Float32Array.of(2, 6, 9) })
    const grid = drawMapGrid('n', [224, 160, 1], new Float32Array(224 * 160), wholeLayer)
    expect([grid.tileHeight, grid.tileWidth]).toEqual([56, 40])
    expect(grid.tiles.length).toBe(56 * 40)
  })

  it('leave tiles of 64 as they are', () => {
    expect(drawMapGrid('n', [64, 64, 1], new Float32Array(4096), wholeLayer).tileHeight).toBe(64)
  })

  it('show at most 128 tiles, and 8 small ones in a thumbnail', () => {
    const values = new Float32Array(32 * 32 * 300)
    expect(drawMapGrid('n', [32, 32, 300], values, wholeLayer).count).toBe(128)
    const small = drawMapGrid('n', [32, 32, 300], values, thumbnail)
    expect([small.count, small.tileHeight, small.tileWidth]).toEqual([8, 16, 16])
  })

  it('show maps of one pixel as one row, on one scale', () => {
    const grid = drawMapGrid('n', [1, 1, 3], Float32Array.of(1, 3, 2), wholeLayer)
    expect(grid).toMatchObject({ tileHeight: 1, tileWidth: 3, count: 1 })
    expect([...grid.tiles]).toEqual([0, 255, 128])
  })

  it('show a flat layer as one row', () => {
    const grid = drawMapGrid('n', [4], Float32Array.of(0, 1, 2, 4), wholeLayer)
    expect(grid).toMatchObject({ tileHeight: 1, tileWidth: 4, count: 1 })
    expect([...grid.tiles]).toEqual([0, 64, 128, 255])
    expect(drawMapGrid('n', [3000], new Float32Array(3000), wholeLayer).tileWidth).toBe(1000)
  })

  it('make black of a dead map, and 0 of what is no number', () => {
    expect([...drawMapGrid('n', [1, 2, 1], Float32Array.of(7, 7), wholeLayer).tiles]).toEqual([0, 0])
    const broken = drawMapGrid('n', [1, 3, 1], Float32Array.of(Number.NaN, 5, Number.POSITIVE_INFINITY), wholeLayer)
    expect([...broken.tiles]).toEqual([0, 255, 0])
    expect([broken.min, broken.max]).toEqual([0, 5])
  })
})
