import { describe, expect, it } from 'vitest'
import { type ColourChange, changeColours } from './colour.ts'

function changed(pixels: number[], channels: number, ...changes: ColourChange[]): number[] {
  const values = Uint8Array.from(pixels)
  changeColours(values, channels, changes)
  return [...values]
}

const third = (2 * Math.PI) / 3

describe('changing colours', () => {
  it('brightens, and stops at white and black', () => {
    expect(changed([0, 100, 250], 1, { kind: 'brightness', amount: 20 })).toEqual([20, 120, 255])
    expect(changed([0, 100, 250], 3, { kind: 'brightness', amount: -20 })).toEqual([0, 80, 230])
  })

  it('spreads about the mean grey', () => {
    expect(changed([80, 100, 120], 1, { kind: 'contrast', amount: 1.5 })).toEqual([70, 100, 130])
    expect(changed([80, 100, 120], 1, { kind: 'contrast', amount: 0 })).toEqual([100, 100, 100])
    // Greys of 50 and 150, whose mean is 100, whatever the three channels are.
    expect(changed([50, 50, 50, 150, 150, 150], 3, { kind: 'contrast', amount: 0.5 })).toEqual([
      75, 75, 75, 125, 125, 125,
    ])
  })

  it('takes the colour away, or doubles it', () => {
    // 0.299·100 + 0.587·200 + 0.114·50 = 153
    expect(changed([100, 200, 50], 3, { kind: 'saturation', amount: 0 })).toEqual([153, 153, 153])
    expect(changed([100, 200, 50], 3, { kind: 'saturation', amount: 2 })).toEqual([47, 247, 0])
  })

  it('turns red into green, and back', () => {
    expect(changed([200, 10, 30], 3, { kind: 'hue', amount: third })).toEqual([30, 200, 10])
    expect(changed([200, 10, 30], 3, { kind: 'hue', amount: -third })).toEqual([10, 30, 200])
    expect(changed([90, 90, 90], 3, { kind: 'hue', amount: 1 })).toEqual([90, 90, 90])
  })

  it('cuts off once, at the end', () => {
    const [brighter, darker] = [
      { kind: 'brightness', amount: 100 },
      { kind: 'brightness', amount: -100 },
    ] as const
    expect(changed([200, 10, 240], 3, brighter, darker)).toEqual([200, 10, 240])
  })

  it('acts in order', () => {
    const brighter = { kind: 'brightness', amount: 40 } as const
    const flat = { kind: 'contrast', amount: 0 } as const
    expect(changed([80, 120], 1, brighter, flat)).toEqual([140, 140])
    expect(changed([80, 120], 1, flat, brighter)).toEqual([140, 140])
    const stretched = { kind: 'saturation', amount: 0 } as const
    const turned = { kind: 'hue', amount: third } as const
    expect(changed([200, 0, 0], 3, stretched, turned)).toEqual([60, 60, 60])
    expect(changed([200, 0, 0], 3, turned, stretched)).toEqual([117, 117, 117])
  })

  it('knows neither saturation nor hue of one channel, or of two', () => {
    const colours = [
      { kind: 'saturation', amount: 0 },
      { kind: 'hue', amount: 1 },
    ] as const
    expect(changed([10, 200], 1, ...colours)).toEqual([10, 200])
    expect(changed([10, 200], 2, ...colours)).toEqual([10, 200])
  })

  it.each([1, 3])('changes nothing by nothing, on %i channels', (channels) => {
    const nothing: ColourChange[] = [
      { kind: 'brightness', amount: 0 },
      { kind: 'contrast', amount: 1 },
      { kind: 'saturation', amount: 1 },
      { kind: 'hue', amount: 0 },
    ]
    const pixels = Array.from({ length: 48 }, (_, place) => (place * 37) % 256)
    expect(changed(pixels, channels, ...nothing)).toEqual(pixels)
  })
})
