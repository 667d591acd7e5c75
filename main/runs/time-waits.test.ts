import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { timeWaits } from './time-waits.ts'

async function* count(limit: number, waitMs: number, onEnd = () => {}): AsyncGenerator<number, void> {
  try {
    for (let value = 1; value <= limit; value += 1) {
      await setTimeout(waitMs)
      yield value
    }
  } finally {
    onEnd()
  }
}

describe('time spent waiting', () => {
  it('is that of the source, not that of the work between', async () => {
    const timed = timeWaits(count(4, 20))
    const values: number[] = []
    for await (const value of timed.values) {
      values.push(value)
      await setTimeout(40)
    }
    expect(values).toEqual([1, 2, 3, 4])
    expect(timed.waitedMs()).toBeGreaterThan(70)
    expect(timed.waitedMs()).toBeLessThan(150)
  })

  it('lets the source know when the loop is left', async () => {
    let hasEnded = false
    const source = count(4, 0, () => {
      hasEnded = true
    })
    for await (const value of timeWaits(source).values) if (value === 2) break
    expect(hasEnded).toBe(true)
  })
})
