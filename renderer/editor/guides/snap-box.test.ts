import { describe, expect, it } from 'vitest'
import type { Box } from '#shared/document/place-blocks.ts'
import { snapBox } from './snap-box.ts'

/** 200 wide, 90 high. */
const at = (left: number, top: number): Box => ({ left, top, right: left + 200, bottom: top + 90 })

describe('snapBox', () => {
  it('brings edges and middles into line, and draws one line through them', () => {
    const snap = snapBox(at(104, 300), [at(100, 0), at(100, 500)], 6)
    expect(snap.by).toEqual({ x: -4, y: 0 })
    const [left] = snap.lines
    expect(left).toEqual({ axis: 'x', at: 100, from: 0, to: 590 })
    expect(snap.lines.map(({ at: place }) => place)).toEqual([100, 200, 300])
  })

  it('leaves what is farther away than its reach', () => {
    expect(snapBox(at(107, 300), [at(100, 0)], 6)).toEqual({ by: { x: 0, y: 0 }, lines: [], gaps: [] })
  })

  it('agrees by middles where the sizes differ', () => {
    const wide = { left: 0, top: 0, right: 500, bottom: 90 }
    expect(snapBox(at(153, 300), [wide], 6).by.x).toBe(-3)
  })

  it('takes the middle between two', () => {
    const snap = snapBox(at(100, 203), [at(100, 0), at(100, 400)], 6)
    expect(snap.by.y).toBe(-3)
    expect(snap.gaps).toEqual([
      { axis: 'y', from: 90, to: 200, at: 200 },
      { axis: 'y', from: 290, to: 400, at: 200 },
    ])
  })

  it('goes on with the distance that two others have', () => {
    const column = [at(100, 0), at(100, 140)]
    expect(snapBox(at(100, 283), column, 6).by.y).toBe(-3)
    expect(snapBox(at(100, -138), column, 6).by.y).toBe(-2)
    expect(snapBox(at(600, 283), column, 6).by.y).toBe(0)
  })

  it('knows no even distance to what it overlaps', () => {
    const snap = snapBox(at(100, 47), [at(100, 0), at(100, 95)], 3)
    expect(snap.gaps).toEqual([])
  })
})
