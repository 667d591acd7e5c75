import { describe, expect, it } from 'vitest'
import { createPace } from './pace.ts'

/** Looks taken in 100 seconds of 1 ms steps, each costing `costMs`; and the share of the time they took. */
function simulate(costMs: number): { looks: number; share: number } {
  const pace = createPace({ leastIntervalMs: 100, share: 0.1, goodIntervalMs: 250, utmostShare: 0.3 })
  let looks = 0
  let now = 0
  while (now < 100_000) {
    if (pace.isDue(now)) {
      const startedAt = now
      now += costMs
      looks += 1
      pace.took(startedAt, costMs)
    }
    now += 1
  }
  return { looks, share: (looks * costMs) / now }
}

describe('pace of looking', () => {
  it('looks at most ten times a second when a look is cheap', () => {
    expect(simulate(1).looks).toBe(1000)
  })

  it('spends a tenth of the time while that gives four looks a second', () => {
    const { looks, share } = simulate(20)
    expect(looks).toBeGreaterThanOrEqual(400)
    expect(share).toBeLessThanOrEqual(0.102)
  })

  it('keeps four looks a second as long as they cost less than three tenths', () => {
    const { looks, share } = simulate(70)
    expect(looks).toBeGreaterThanOrEqual(390)
    expect(share).toBeLessThan(0.3)
  })

  it('never spends more than three tenths', () => {
    for (const cost of [100, 300, 2000]) expect(simulate(cost).share).toBeLessThanOrEqual(0.32)
  })

  it('can be hurried', () => {
    const pace = createPace({ leastIntervalMs: 100, share: 0.1 })
    pace.took(0, 5000)
    expect(pace.isDue(49_999)).toBe(false)
    pace.hurry()
    expect(pace.isDue(1)).toBe(true)
  })
})
