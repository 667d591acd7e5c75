import { describe, expect, it } from 'vitest'
import { centreInk } from './centre-ink.ts'

/** A bright rectangle on a dark picture of 56 × 56. */
function rectangle(top: number, left: number, height: number, width: number, channels = 1): Uint8Array {
  const pixels = new Uint8Array(56 * 56 * channels)
  for (let y = top; y < top + height; y += 1) {
    pixels.fill(255, (y * 56 + left) * channels, (y * 56 + left + width) * channels)
  }
  return pixels
}

function boxOf(pixels: Uint8Array, width: number) {
  const bright = [...pixels.keys()].filter((at) => (pixels[at] ?? 0) > 127)
  const rows = bright.map((at) => Math.floor(at / width))
  const columns = bright.map((at) => at % width)
  return [Math.min(...rows), Math.max(...rows), Math.min(...columns), Math.max(...columns)]
}

describe('centring', () => {
  it.each([
    ['in a corner', rectangle(0, 0, 10, 10)],
    ['large', rectangle(2, 3, 50, 50)],
  ])('brings what is drawn %s to twenty pixels in the middle of 28', async (_where, pixels) => {
    const centred = await centreInk({ height: 56, width: 56, channels: 1, pixels }, 28, 28)
    expect(centred).toHaveLength(784)
    expect(boxOf(centred, 28)).toEqual([4, 23, 4, 23])
  })

  it('keeps its proportions', async () => {
    const tall = { height: 56, width: 56, channels: 1, pixels: rectangle(10, 10, 40, 8) }
    const [top = 0, bottom = 0, left = 0, right = 0] = boxOf(await centreInk(tall, 28, 28), 28)
    expect([bottom - top + 1, right - left + 1]).toEqual([20, 4])
  })

  it('goes by the mass, not by the box', async () => {
    // A heavy foot below a thin line: the mass is low, so the whole goes up.
    const pixels = rectangle(4, 26, 40, 4)
    for (let y = 36; y < 44; y += 1) pixels.fill(255, y * 56 + 8, y * 56 + 48)
    const [top = 0, bottom = 0] = boxOf(await centreInk({ height: 56, width: 56, channels: 1, pixels }, 28, 28), 28)
    expect(top + bottom).toBeLessThan(27)
  })

  it('leaves an empty picture empty, and takes colours', async () => {
    const nothing = { height: 56, width: 56, channels: 1, pixels: new Uint8Array(56 * 56) }
    expect(new Set(await centreInk(nothing, 28, 28))).toEqual(new Set([0]))
    const colour = { height: 56, width: 56, channels: 3, pixels: rectangle(0, 0, 10, 10, 3) }
    const centred = await centreInk(colour, 28, 28)
    expect(centred).toHaveLength(3 * 784)
    expect([...centred.subarray(3 * (14 * 28 + 14), 3 * (14 * 28 + 14) + 3)]).toEqual([255, 255, 255])
  })
})
