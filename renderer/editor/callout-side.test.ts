import { describe, expect, it } from 'vitest'
import { chooseSide, coversLayer } from './callout-side.ts'

const canvas = { left: 100, right: 900, top: 50, bottom: 450 }
const size = { width: 256, height: 90 }

function layerAt(left: number, top: number) {
  return { left, top, right: left + 200, bottom: top + 92 }
}

describe('chooseSide', () => {
  it.each([
    ['right', canvas, layerAt(300, 200)],
    ['left', canvas, layerAt(600, 200)],
    ['below', { ...canvas, right: 600 }, layerAt(250, 200)],
    ['above', { ...canvas, right: 600 }, layerAt(250, 340)],
    ['right', { ...canvas, right: 600, bottom: 300 }, layerAt(250, 130)],
  ] as const)('%s', (side, around, layer) => {
    expect(chooseSide(around, layer, size)).toBe(side)
  })
})

describe('coversLayer', () => {
  const others = [layerAt(300, 200), layerAt(600, 60)]
  it.each([
    ['left', layerAt(600, 200), true],
    ['below', layerAt(600, 200), false],
    ['above', layerAt(600, 200), true],
    ['right', layerAt(300, 300), false],
  ] as const)('%s', (side, layer, covers) => {
    expect(coversLayer(side, layer, size, others)).toBe(covers)
  })
})
