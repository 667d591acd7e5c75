import { describe, expect, it } from 'vitest'
import { type ColourMap, divergingMap, grey, toGradient, viridis } from './colour-maps.ts'

const at = (map: ColourMap, byte: number) => [...map.subarray(3 * byte, 3 * byte + 3)]

function expectNear(colour: number[], wanted: number[]) {
  for (const [channel, value] of wanted.entries()) expect(Math.abs((colour[channel] ?? -99) - value)).toBeLessThan(5)
}

describe('colour maps', () => {
  it('has the ends and the middle of matplotlib’s viridis', () => {
    expectNear(at(viridis, 0), [68, 1, 84])
    expectNear(at(viridis, 128), [33, 145, 140])
    expectNear(at(viridis, 255), [253, 231, 37])
  })

  it('has every grey', () => {
    expect(at(grey, 77)).toEqual([77, 77, 77])
  })

  it('puts white where the value is zero, wherever that is', () => {
    const even = divergingMap(-1, 1)
    expectNear(at(even, 0), [33, 102, 172])
    expectNear(at(even, 255), [178, 24, 43])
    const skew = divergingMap(-1, 3)
    expectNear(at(skew, 64), [247, 247, 247])
    expectNear(at(skew, 255), [178, 24, 43])
    expect(at(skew, 0)[2]).toBeGreaterThan(at(skew, 0)[0] ?? 255)
  })

  it('is white all over for weights that are all zero', () => {
    expectNear(at(divergingMap(0, 0), 0), [247, 247, 247])
  })

  it('makes a gradient', () => {
    expect(toGradient(grey)).toMatch(/^linear-gradient\(to right, rgb\(0 0 0\),.*rgb\(255 255 255\)\)$/)
  })
})
