import { describe, expect, it } from 'vitest'
import { align, distribute } from './arrange.ts'

const boxes = new Map([
  ['a', { x: 0, y: 0, width: 200, height: 90 }],
  ['b', { x: 300, y: 50, width: 200, height: 60 }],
  ['c', { x: 1000, y: 400, width: 100, height: 90 }],
])

describe('align', () => {
  it.each([
    ['left', [0, 0, 0], [0, 50, 400]],
    ['center', [450, 450, 500], [0, 50, 400]],
    ['right', [900, 900, 1000], [0, 50, 400]],
    ['top', [0, 300, 1000], [0, 0, 0]],
    ['middle', [0, 300, 1000], [200, 215, 200]],
    ['bottom', [0, 300, 1000], [400, 430, 400]],
  ] as const)('%s', (alignment, xs, ys) => {
    const placed = [...align(boxes, alignment).values()]
    expect(placed.map(({ x }) => x)).toEqual(xs)
    expect(placed.map(({ y }) => y)).toEqual(ys)
  })
})

describe('distribute', () => {
  it('makes the gaps alike and leaves the outermost where they are', () => {
    const placed = distribute(boxes, 'horizontally')
    expect(placed.get('a')).toEqual({ x: 0, y: 0 })
    expect(placed.get('b')).toEqual({ x: 500, y: 50 })
    expect(placed.get('c')).toEqual({ x: 1000, y: 400 })
    expect(distribute(boxes, 'vertically').get('b')).toEqual({ x: 300, y: 215 })
  })
})
