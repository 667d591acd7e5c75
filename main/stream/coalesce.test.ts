import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { coalesce } from './coalesce.ts'

describe('coalesce', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('sends the first at once and at most 20 frames a second, losing nothing', () => {
    const frames: number[][] = []
    const stream = coalesce<number>((items) => frames.push(items))
    for (let item = 0; item < 1000; item += 1) {
      stream.push(item)
      vi.advanceTimersByTime(1)
    }
    vi.advanceTimersByTime(100)
    expect(frames[0]).toEqual([0])
    expect(frames.length).toBeLessThanOrEqual(21)
    expect(frames.length).toBeGreaterThanOrEqual(19)
    expect(frames.flat()).toEqual(Array.from({ length: 1000 }, (_, item) => item))
  })

  it('does not hold back what comes slowly', () => {
    const frames: number[][] = []
    const stream = coalesce<number>((items) => frames.push(items))
    for (const item of [1, 2, 3]) {
      stream.push(item)
      vi.advanceTimersByTime(80)
    }
    expect(frames).toEqual([[1], [2], [3]])
  })

  it('flushes once, and an empty flush sends nothing', () => {
    const frames: number[][] = []
    const stream = coalesce<number>((items) => frames.push(items))
    stream.push(1)
    stream.push(2)
    stream.flush()
    stream.flush()
    vi.advanceTimersByTime(200)
    expect(frames).toEqual([[1], [2]])
  })
})
