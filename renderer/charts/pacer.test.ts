import { describe, expect, it } from 'vitest'
import { createPacer } from './pacer.ts'

function testClock(drawCostMs: number) {
  const clock = { time: 0, drawn: [] as number[], due: null as { act: () => void; at: number } | null }
  const pacer = createPacer({
    draw() {
      clock.drawn.push(clock.time)
      clock.time += drawCostMs
    },
    share: 0.25,
    leastMs: 50,
    now: () => clock.time,
    wait(act, delayMs) {
      clock.due = { act, at: clock.time + delayMs }
      return () => {
        clock.due = null
      }
    },
  })
  const advanceTo = (time: number) => {
    while (clock.due && clock.due.at <= time) {
      const { act, at } = clock.due
      clock.due = null
      clock.time = Math.max(clock.time, at)
      act()
    }
    clock.time = Math.max(clock.time, time)
  }
  return { clock, pacer, advanceTo }
}

describe('pacer', () => {
  it('makes one drawing of many requests', () => {
    const { clock, pacer, advanceTo } = testClock(1)
    for (let request = 0; request < 10; request += 1) pacer.request()
    advanceTo(200)
    expect(clock.drawn).toEqual([0])
  })

  it('keeps its distance, the longer the dearer a drawing is', () => {
    const cheap = testClock(1)
    const dear = testClock(100)
    for (const { pacer, advanceTo } of [cheap, dear]) {
      for (let time = 0; time <= 1000; time += 10) {
        advanceTo(time)
        pacer.request()
      }
    }
    expect(cheap.clock.drawn.slice(0, 4)).toEqual([0, 50, 100, 150])
    expect(dear.clock.drawn).toEqual([0, 400, 800])
  })

  it('does not make up for a very dear drawing with a very long pause', () => {
    const slow = testClock(300)
    for (let time = 0; time <= 2500; time += 10) {
      slow.advanceTo(time)
      slow.pacer.request()
    }
    expect(slow.clock.drawn).toEqual([0, 600, 1200, 1800, 2400])
  })

  it('draws no more once it is cancelled', () => {
    const { clock, pacer, advanceTo } = testClock(1)
    pacer.request()
    pacer.cancel()
    advanceTo(500)
    expect(clock.drawn).toEqual([])
  })
})
