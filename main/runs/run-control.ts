import { setImmediate } from 'node:timers/promises'
import type { RunState } from '#shared/contract/runs.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { nextState, type RunAction } from './run-state.ts'

/** The state of one run, and the place where its loop and the person's commands meet. */
export interface RunControl {
  readonly state: RunState
  /** Milliseconds since the run was made, without pauses. */
  elapsedMs(): number
  /** @throws LoomError run.notNow */
  apply(action: RunAction): void
  /**
   * For the loop, between two steps: lets messages in, waits out a pause, answers whether to go on. `onPause` is called and
   * waited for when a pause begins.
   */
  breathe(onPause?: () => Promise<void>): Promise<boolean>
}

export function createRunControl(onChange: (state: RunState) => void): RunControl {
  let state: RunState = { phase: 'preparing' }
  let wake = () => {}
  let pausedMs = 0
  let pausedAt = 0
  const startedAt = performance.now()

  async function waitWhilePaused(): Promise<void> {
    pausedAt = performance.now()
    while (state.phase === 'paused') {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    pausedMs += performance.now() - pausedAt
    pausedAt = 0
  }

  return {
    get state() {
      return state
    },
    elapsedMs() {
      const now = performance.now()
      return now - startedAt - pausedMs - (pausedAt > 0 ? now - pausedAt : 0)
    },
    apply(action) {
      const next = nextState(state, action)
      if (!next) throw new LoomError('run.notNow', { phase: state.phase })
      if (next === state) return
      state = next
      onChange(state)
      wake()
    },
    async breathe(onPause) {
      await setImmediate()
      if (state.phase === 'paused') await onPause?.()
      if (state.phase === 'paused') await waitWhilePaused()
      return state.phase !== 'stopping'
    },
  }
}
