import { describe, expect, it } from 'vitest'
import { type RowSize, wrapRows } from './wrap-rows.ts'

const screen = { width: 912, height: 488 }
const rows = (count: number, change: Partial<RowSize> = {}): RowSize[] =>
  Array.from({ length: count }, (_, index) => ({ width: 200, step: 140, isSeam: index > 0, ...change }))

const lengths = (all: readonly RowSize[], room = screen) => wrapRows(all, room).map(({ start, end }) => end - start)

describe('wrapRows', () => {
  it('leaves a short chain in one column', () => {
    expect(lengths(rows(6))).toEqual([6])
    expect(lengths([])).toEqual([0])
  })

  it('makes columns of about one height, more of them where there is more width', () => {
    expect(lengths(rows(10))).toEqual([5, 5])
    expect(lengths(rows(20))).toEqual([5, 5, 5, 5])
    expect(lengths(rows(100), { width: 400, height: 600 }).length).toBeLessThan(lengths(rows(100)).length)
    expect(Math.max(...lengths(rows(100))) - Math.min(...lengths(rows(100)))).toBeLessThan(8)
  })

  it('makes no more columns than are needed to read everything', () => {
    expect(lengths(rows(10), { width: 3000, height: 1200 })).toEqual([10])
  })

  it('keeps every row, in its order', () => {
    const columns = wrapRows(rows(999), screen)
    expect(columns[0]?.start).toBe(0)
    expect(columns.at(-1)?.end).toBe(999)
    expect(columns.slice(1).map(({ start }) => start)).toEqual(columns.slice(0, -1).map(({ end }) => end))
  })

  it('cuts at seams only', () => {
    const all = rows(40).map((row, index) => ({ ...row, isSeam: index % 9 === 4 }))
    const columns = wrapRows(all, screen)
    expect(columns.length).toBeGreaterThan(2)
    expect(columns.slice(1).every(({ start }) => start % 9 === 4)).toBe(true)
    expect(lengths(rows(40, { isSeam: false }))).toEqual([40])
  })
})
