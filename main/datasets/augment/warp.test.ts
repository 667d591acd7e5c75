import { describe, expect, it } from 'vitest'
import { foldPlace, warpLabels, warpPicture } from './sample.ts'
import { affine, append, asShift, type Lens, mapRow, type Warp } from './warp.ts'

const flip = affine(-1, 0, 0, 0, 1, 0)
const quarter = affine(0, -1, 0, 1, 0, 0)
const move = (right: number, down: number) => affine(1, 0, -right, 0, 1, -down)
const black = { mode: 'constant', value: 0 } as const

function warp(rows: number[][], by: Warp, fill: { mode: 'constant' | 'reflect' | 'nearest'; value: number } = black) {
  const [height, width] = [rows.length, rows[0]?.length ?? 0]
  const target = new Uint8Array(height * width)
  warpPicture({ height, width, channels: 1, values: Uint8Array.from(rows.flat()) }, target, by, fill)
  return rows.map((_, row) => [...target.subarray(row * width, (row + 1) * width)])
}

const picture = [
  [10, 20, 30],
  [40, 50, 60],
]

describe('warping a picture', () => {
  it('flips it', () => {
    expect(warp(picture, [flip])).toEqual([
      [30, 20, 10],
      [60, 50, 40],
    ])
    expect(warp(picture, [affine(1, 0, 0, 0, -1, 0)])).toEqual([
      [40, 50, 60],
      [10, 20, 30],
    ])
  })

  it.each([
    ['constant', 7, [7, 10, 20]],
    ['reflect', 7, [10, 10, 20]],
    ['nearest', 7, [10, 10, 20]],
  ] as const)('moves it to the right; %s fills', (mode, value, firstRow) => {
    expect(warp(picture, [move(1, 0)], { mode, value })[0]).toEqual(firstRow)
  })

  it('mirrors it over and over where it is moved far away', () => {
    const row = [[1, 2, 3]]
    expect(warp(row, [move(3, 0)], { mode: 'reflect', value: 0 })).toEqual([[3, 2, 1]])
    expect(warp(row, [move(7, 0)], { mode: 'reflect', value: 0 })).toEqual([[1, 1, 2]])
    expect(warp(row, [move(-4, 0)], { mode: 'reflect', value: 0 })).toEqual([[2, 1, 1]])
    expect(warp(row, [move(-4, 0)], { mode: 'nearest', value: 0 })).toEqual([[3, 3, 3]])
    expect(warp(row, [move(3, 0)])).toEqual([[0, 0, 0]])
  })

  it('mixes the four pixels around', () => {
    // Half a pixel to the right and down: places −0.5 belong to the edge.
    expect(warp(picture, [move(0.5, 0)])[0]).toEqual([10, 15, 25])
    expect(warp(picture, [move(0.5, 0.5)])).toEqual([
      [10, 15, 25],
      [25, 30, 40],
    ])
  })

  it('turns it by a quarter against the clock', () => {
    const square = [
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ]
    expect(warp(square, [quarter])).toEqual([
      [3, 6, 9],
      [2, 5, 8],
      [1, 4, 7],
    ])
    const angle = Math.PI / 2
    const turned = affine(Math.cos(angle), -Math.sin(angle), 0, Math.sin(angle), Math.cos(angle), 0)
    expect(warp(square, [turned])).toEqual(warp(square, [quarter]))
  })

  it('makes it twice as large about its middle', () => {
    expect(warp([[0, 100, 200, 100]], [affine(0.5, 0, 0, 0, 0.5, 0)])).toEqual([[75, 125, 175, 175]])
  })

  it('keeps channels together', () => {
    const target = new Uint8Array(6)
    const source = { height: 1, width: 2, channels: 3, values: Uint8Array.of(1, 2, 3, 4, 5, 6) }
    warpPicture(source, target, [flip], black)
    expect([...target]).toEqual([4, 5, 6, 1, 2, 3])
    warpPicture(source, target, [move(-1, 0)], { mode: 'constant', value: 9 })
    expect([...target]).toEqual([4, 5, 6, 9, 9, 9])
  })

  it.each(['constant', 'reflect', 'nearest'] as const)('leaves one pixel, and none beyond it, with %s', (mode) => {
    const lens: Lens = { kind: 'lens', k: 0.3 }
    for (const by of [flip, quarter, affine(0.5, 0, 0, 0, 2, 0), lens]) {
      expect(warp([[42]], [by], { mode, value: 0 })).toEqual([[42]])
    }
    expect(warp([[42]], [move(1, 0)], { mode, value: 5 })).toEqual([[mode === 'constant' ? 5 : 42]])
  })
})

describe('a lens', () => {
  it('moves corners by its strength and leaves the middle and half of the edges', () => {
    const xs = new Float64Array(5)
    const ys = new Float64Array(5)
    const frame = { height: 5, width: 5 }
    mapRow([{ kind: 'lens', k: 0.2 }], frame, 0, xs, ys)
    // In the corner r² is 1, in the middle of an edge 1/2.
    expect([...xs]).toEqual([2 - 2 * 1.2, expect.closeTo(2 - 1.125, 9), 2, expect.closeTo(2 + 1.125, 9), 2 + 2 * 1.2])
    expect([ys[0], ys[2]]).toEqual([2 - 2 * 1.2, expect.closeTo(2 - 2 * 1.1, 9)])
    mapRow([{ kind: 'lens', k: 0.2 }], frame, 2, xs, ys)
    expect([xs[2], ys[2]]).toEqual([2, 2])
  })
})

describe('warps one after the other', () => {
  it('are one map where they are affine', () => {
    const both = append(append([], move(1, 0)), flip)
    expect(both).toHaveLength(1)
    // Moved to the right, then mirrored: what was at the left is second from the right.
    expect(warp([[1, 2, 3]], both)).toEqual([[2, 1, 0]])
    expect(warp([[1, 2, 3]], append(append([], flip), move(1, 0)))).toEqual([[0, 3, 2]])
  })

  it('act in their order about a lens', () => {
    const lens: Lens = { kind: 'lens', k: 0.25 }
    const warped = append(append(append([], move(1, 0)), lens), move(0, 1))
    expect(warped.map(({ kind }) => kind)).toEqual(['affine', 'lens', 'affine'])
    const one = (by: Warp) => {
      const xs = new Float64Array(3)
      const ys = new Float64Array(3)
      mapRow(by, { height: 3, width: 3 }, 1, xs, ys)
      return [xs[2], ys[2]]
    }
    // From (1, 0) back: (1, −1); times 1 + 0.25·(2/2); then one to the left.
    expect(one(warped)).toEqual([1 + 1.25 - 1, 1 - 1.25])
  })

  it('are whole pixels only where nothing has to be mixed', () => {
    const frame = { height: 4, width: 6 }
    expect(asShift(append(append([], move(2, 1)), flip), frame)).toEqual({
      left: 3,
      isMirrored: true,
      top: -1,
      isUpsideDown: false,
    })
    expect(asShift([], frame)).toEqual({ left: 0, isMirrored: false, top: 0, isUpsideDown: false })
    for (const by of [move(0.5, 0), affine(2, 0, 0, 0, 1, 0), quarter, { kind: 'lens', k: 0 } as const]) {
      expect(asShift([by], frame)).toBeNull()
    }
  })

  it('give by whole pixels what mixing gives', () => {
    const by = append(append([], move(1, -1)), flip)
    // A shear too small to be seen goes the long way.
    const long: Warp = [{ ...(by[0] ?? flip), kind: 'affine', b: 1e-12 } as Warp[number]]
    const rows = [
      [1, 2, 3, 4, 5],
      [6, 7, 8, 9, 10],
      [11, 12, 13, 14, 15],
    ]
    for (const mode of ['constant', 'reflect', 'nearest'] as const) {
      expect(warp(rows, long, { mode, value: 3 })).toEqual(warp(rows, by, { mode, value: 3 }))
    }
  })
})

describe('labels', () => {
  it('go with the nearest pixel and are never mixed', () => {
    const labels = Uint16Array.of(1, 300, 3)
    const target = new Uint16Array(3)
    const source = { height: 1, width: 3, channels: 1, values: labels }
    warpLabels(source, target, [affine(0.5, 0, 0, 0, 0.5, 0)], { mode: 'constant', value: 400 })
    expect([...target]).toEqual([300, 300, 3])
    warpLabels(source, target, [move(0.4, 0)], { mode: 'constant', value: 400 })
    expect([...target]).toEqual([1, 300, 3])
    warpLabels(source, target, [move(1, 0)], { mode: 'constant', value: 400 })
    expect([...target]).toEqual([400, 1, 300])
  })

  it('end where the picture ends', () => {
    for (let tenths = -30; tenths <= 30; tenths += 1) {
      const by = [affine(1, 1e-12, tenths / 10, 0, 1, 0)]
      const shown = warp([[255, 255, 255]], by)[0]
      const target = new Uint8Array(3)
      warpLabels({ height: 1, width: 3, channels: 1, values: Uint8Array.of(1, 1, 1) }, target, by, black)
      expect([...target].map((label) => label * 255)).toEqual(shown)
    }
  })
})

describe('places beyond the edge', () => {
  it('belong to the end pixels for half a pixel', () => {
    expect(foldPlace(-0.5, 4, 'constant')).toBe(0)
    expect(foldPlace(-0.51, 4, 'constant')).toBe(-1)
    expect(foldPlace(3.49, 4, 'constant')).toBe(3)
    expect(foldPlace(3.5, 4, 'constant')).toBe(-1)
  })

  it('are mirrored at the outer edge', () => {
    expect([-1, -2, -4, -5, 4, 5, 8].map((place) => foldPlace(place, 4, 'reflect'))).toEqual([0, 1, 3, 3, 3, 2, 0])
    expect(foldPlace(-1.25, 4, 'reflect')).toBe(0.25)
  })
})
