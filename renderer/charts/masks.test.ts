import { describe, expect, it } from 'vitest'
import { classColour, cssColour, paintMasks } from './masks.ts'

describe('masks', () => {
  it('are painted in the colours of their classes, picture after picture', () => {
    const painted = paintMasks(Uint8Array.of(0, 1, 2, 1, 0, 0, 0, 0), { height: 2, width: 2 }, 3)
    expect(painted).toMatchObject({ height: 2, width: 2, channels: 3, count: 2 })
    expect([...painted.pixels.subarray(3, 6)]).toEqual([...classColour(1)])
    expect([...painted.pixels.subarray(6, 9)]).toEqual([...classColour(2)])
  })

  it('show pixels that count for nothing in a colour of no class', () => {
    const { pixels } = paintMasks(Uint8Array.of(255), { height: 1, width: 1 }, 3)
    for (let label = 0; label < 3; label += 1) expect([...pixels]).not.toEqual([...classColour(label)])
  })

  it('have a colour for each of many classes', () => {
    const colours = Array.from({ length: 60 }, (_, label) => cssColour(classColour(label)))
    expect(new Set(colours).size).toBe(60)
    for (const colour of colours) expect(colour).toMatch(/^rgb\(\d{1,3} \d{1,3} \d{1,3}\)$/)
  })
})
