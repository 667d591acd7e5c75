import type { RunState } from '#shared/contract/runs.ts'
import type { Message } from '#shared/messages/message.ts'

/** What can happen to a run. */
export type RunAction =
  | { type: 'begin' | 'pause' | 'resume' | 'stop' | 'evaluate' }
  | { type: 'finish'; wasStopped: boolean; bestEpoch: number; reason?: Message | null }
  | { type: 'fail'; error: Extract<RunState, { phase: 'failed' }>['error'] }

type Phase = RunState['phase']

/** From which phases each action is possible. */
const possible: Record<RunAction['type'], readonly Phase[]> = {
  begin: ['preparing'],
  pause: ['training', 'paused'],
  resume: ['training', 'paused'],
  stop: ['preparing', 'training', 'paused', 'stopping', 'evaluating'],
  // A run that is opened again is tested as soon as it is prepared.
  evaluate: ['preparing', 'training', 'stopping'],
  finish: ['evaluating'],
  fail: ['preparing', 'training', 'paused', 'stopping', 'evaluating'],
}

/** The state after an action: the same object where nothing changes, null where the action is not possible. */
export function nextState(state: RunState, action: RunAction): RunState | null {
  if (!possible[action.type].includes(state.phase)) return null
  switch (action.type) {
    case 'begin':
    case 'resume':
      return state.phase === 'training' ? state : { phase: 'training' }
    case 'pause':
      return state.phase === 'paused' ? state : { phase: 'paused' }
    case 'stop':
      return state.phase === 'stopping' || state.phase === 'evaluating' ? state : { phase: 'stopping' }
    case 'evaluate':
      return { phase: 'evaluating' }
    case 'finish':
    case 'fail':
      return endState(action)
  }
}

/** The state that a run ends in. */
export function endState(action: Extract<RunAction, { type: 'finish' | 'fail' }>): RunState {
  if (action.type === 'fail') return { phase: 'failed', error: action.error }
  const { wasStopped, bestEpoch, reason } = action
  return { phase: 'finished', wasStopped, bestEpoch, ...(reason ? { reason } : {}) }
}

export function isOver(state: RunState): boolean {
  return state.phase === 'finished' || state.phase === 'failed'
}
