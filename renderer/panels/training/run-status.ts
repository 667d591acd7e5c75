import type { RunProgress, RunState } from '#shared/contract/runs.ts'

export type Phase = Exclude<RunState['phase'], 'finished'> | 'starting' | 'finished' | 'stopped' | 'cutOff'

/** The phase as people are told it: a run that was stopped or cut off is no other phase to the core. */
export function phaseOf(state: RunState | undefined, flags: { isStarting: boolean; isCutOff: boolean }): Phase | null {
  if (flags.isStarting) return 'starting'
  if (!state) return null
  if (flags.isCutOff) return 'cutOff'
  return state.phase === 'finished' && state.wasStopped ? 'stopped' : state.phase
}

/** What can be done in a phase. */
export function commandsIn(phase: Phase | null): { train: boolean; pause: boolean; resume: boolean; stop: boolean } {
  return {
    train: phase === null || ['finished', 'stopped', 'failed', 'cutOff'].includes(phase),
    pause: phase === 'training',
    resume: phase === 'paused',
    stop: phase === 'training' || phase === 'paused' || phase === 'preparing',
  }
}

/** How much of the training is done, 0–1. */
export function doneShare({ epoch, epochs, stepInEpoch, stepsPerEpoch }: RunProgress): number {
  const share = (epoch - 1 + stepInEpoch / Math.max(1, stepsPerEpoch)) / Math.max(1, epochs)
  return Math.min(1, Math.max(0, share))
}
