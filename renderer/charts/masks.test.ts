import { describe, expect, it } from 'vitest'
import { classColour, cssColour, overlayDifference, overlayMask, paintMasks } from './masks.ts'

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

  const grey = { height: 1, width: 3, channels: 1, count: 2, pixels: Uint8Array.of(0, 0, 0, 100, 100, 200) }
  const rgb = (pixels: Uint8Array) => [0, 3, 6].map((at) => [...pixels.subarray(at, at + 3)])

  it('lie over one of the pictures, which the background lets through', () => {
    const [through, first, none] = rgb(overlayMask(grey, 1, Uint8Array.of(0, 1, 255), 3).pixels)
    expect(through).toEqual([100, 100, 100])
    expect(first).toEqual(classColour(1).map((value) => Math.floor(100 + 0.6 * (value - 100))))
    expect(none?.[0]).toBeGreaterThan(200)
  })

  it('differ in red, but for pixels that count for nothing', () => {
    const pair = { truth: Uint8Array.of(1, 1, 255), predicted: Uint8Array.of(1, 2, 0) }
    const [right, wrong, none] = rgb(overlayDifference(grey, 1, pair, 3).pixels)
    expect(right).toEqual([100, 100, 100])
    expect(wrong?.[0]).toBeGreaterThan((wrong?.[1] ?? 255) + 90)
    expect(new Set(none).size).toBe(1)
  })

  it('leave a picture its own colours', () => {
    const colour = { height: 1, width: 1, channels: 3, count: 1, pixels: Uint8Array.of(1, 2, 3) }
    expect([...overlayMask(colour, 0, Uint8Array.of(0), 2).pixels]).toEqual([1, 2, 3])
  })
})
