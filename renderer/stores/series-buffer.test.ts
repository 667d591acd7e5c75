import { describe, expect, it } from 'vitest'
import { appendValue, clearSeries, createSeries, readSeries } from './series-buffer.ts'

describe('series buffer', () => {
  it('keeps every value while there is room', () => {
    const series = createSeries(4)
    for (const [index, value] of [5, 3, 2].entries()) appendValue(series, index + 1, value)
    expect(readSeries(series)).toEqual({ x: [1, 2, 3], y: [5, 3, 2] })
  })

  it('averages pairs when it is full and shows the unfinished point', () => {
    const series = createSeries(4)
    for (let step = 1; step <= 5; step += 1) appendValue(series, step, 10 * step)
    expect(readSeries(series)).toEqual({ x: [1.5, 3.5, 5], y: [15, 35, 50] })
    appendValue(series, 6, 60)
    expect(readSeries(series)).toEqual({ x: [1.5, 3.5, 5.5], y: [15, 35, 55] })
  })

  it('holds 100,000 values in its room and keeps their mean and their range', () => {
    const series = createSeries(512)
    for (let step = 1; step <= 100_000; step += 1) appendValue(series, step, step % 2)
    const { x, y } = readSeries(series)
    expect(x.length).toBeGreaterThan(256)
    expect(x.length).toBeLessThanOrEqual(513)
    expect(x.every((value, index) => index === 0 || value > (x[index - 1] ?? 0))).toBe(true)
    expect(y.slice(0, -1).every((value) => value === 0.5)).toBe(true)
    expect(x.at(-1)).toBeGreaterThan(99_700)
  })

  it('scales x and starts anew', () => {
    const series = createSeries(4)
    appendValue(series, 250, 1)
    expect(readSeries(series, 250).x).toEqual([1])
    clearSeries(series)
    expect(readSeries(series)).toEqual({ x: [], y: [] })
  })

  it('lets a loss that is no number spoil only its own point', () => {
    const series = createSeries(4)
    appendValue(series, 1, Number.NaN)
    appendValue(series, 2, 7)
    expect(readSeries(series).y).toEqual([Number.NaN, 7])
  })
})
