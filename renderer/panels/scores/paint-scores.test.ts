import { describe, expect, it } from 'vitest'
import { placeBox } from './paint-scores.ts'

describe('placeBox', () => {
  it('lies around the middle of what a place sees', () => {
    // A window of 28 pixels at steps of 8: the first one's middle is pixel 14.
    const map = { origin: [14, 14] as [number, number], step: [8, 8] as [number, number] }
    expect(placeBox(map, 0, 0)).toEqual({ x: 10, y: 10, width: 8, height: 8 })
    expect(placeBox(map, 2, 1)).toEqual({ x: 18, y: 26, width: 8, height: 8 })
  })
})
