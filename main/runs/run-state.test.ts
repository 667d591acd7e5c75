import { describe, expect, it } from 'vitest'
import type { RunState } from '#shared/contract/runs.ts'
import { createRunControl } from './run-control.ts'
import { isOver, nextState, type RunAction } from './run-state.ts'

const error = { code: 'run.notEvaluated' } as const
const actions: Record<RunAction['type'], RunAction> = {
  begin: { type: 'begin' },
  pause: { type: 'pause' },
  resume: { type: 'resume' },
  stop: { type: 'stop' },
  evaluate: { type: 'evaluate' },
  finish: { type: 'finish', wasStopped: false, bestEpoch: 3 },
  fail: { type: 'fail', error },
}
const states: Record<RunState['phase'], RunState> = {
  preparing: { phase: 'preparing' },
  training: { phase: 'training' },
  paused: { phase: 'paused' },
  stopping: { phase: 'stopping' },
  evaluating: { phase: 'evaluating' },
  finished: { phase: 'finished', wasStopped: false, bestEpoch: 3 },
  failed: { phase: 'failed', error },
}

/** The phase after each action; an empty cell cannot be. */
const table: Record<RunState['phase'], Partial<Record<RunAction['type'], RunState['phase']>>> = {
  preparing: { begin: 'training', stop: 'stopping', evaluate: 'evaluating', fail: 'failed' },
  training: { pause: 'paused', resume: 'training', stop: 'stopping', evaluate: 'evaluating', fail: 'failed' },
  paused: { pause: 'paused', resume: 'training', stop: 'stopping', fail: 'failed' },
  stopping: { stop: 'stopping', evaluate: 'evaluating', fail: 'failed' },
  evaluating: { stop: 'evaluating', finish: 'finished', fail: 'failed' },
  finished: {},
  failed: {},
}

describe('run states', () => {
  it.each(Object.values(states))('from $phase', (state) => {
    for (const action of Object.values(actions)) {
      expect([action.type, nextState(state, action)?.phase]).toEqual([action.type, table[state.phase][action.type]])
    }
  })

  it('are the same object where nothing changes', () => {
    expect(nextState(states.paused, actions.pause)).toBe(states.paused)
    expect(nextState(states.evaluating, actions.stop)).toBe(states.evaluating)
  })

  it('are over when finished or failed', () => {
    expect(Object.values(states).filter(isOver)).toEqual([states.finished, states.failed])
  })
})

describe('run control', () => {
  it('tells each change once and refuses what cannot be', () => {
    const told: string[] = []
    const control = createRunControl(({ phase }) => told.push(phase))
    expect(() => control.apply({ type: 'pause' })).toThrow(/it is preparing/)
    control.apply({ type: 'begin' })
    control.apply({ type: 'pause' })
    control.apply({ type: 'pause' })
    control.apply({ type: 'stop' })
    expect(told).toEqual(['training', 'paused', 'stopping'])
  })

  it('holds the loop while paused, and does not count that time', async () => {
    const control = createRunControl(() => {})
    control.apply({ type: 'begin' })
    control.apply({ type: 'pause' })
    const before = control.elapsedMs()
    let isHeld = true
    const breath = control.breathe().then((goesOn) => {
      isHeld = false
      return goesOn
    })
    await new Promise((resolve) => setTimeout(resolve, 120))
    expect(isHeld).toBe(true)
    control.apply({ type: 'resume' })
    expect(await breath).toBe(true)
    expect(control.elapsedMs() - before).toBeLessThan(90)
  })

  it('lets a stop through a pause', async () => {
    const control = createRunControl(() => {})
    control.apply({ type: 'begin' })
    control.apply({ type: 'pause' })
    const breath = control.breathe()
    control.apply({ type: 'stop' })
    expect(await breath).toBe(false)
  })
})
