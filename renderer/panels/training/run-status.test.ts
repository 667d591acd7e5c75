import { describe, expect, it } from 'vitest'
import { commandsIn, doneShare, phaseOf } from './run-status.ts'

const none = { isStarting: false, isCutOff: false }

describe('run status', () => {
  it('tells a stopped run from one that has finished, and one that was cut off from one that failed', () => {
    expect(phaseOf(undefined, none)).toBeNull()
    expect(phaseOf({ phase: 'finished', wasStopped: true, bestEpoch: 2 }, none)).toBe('stopped')
    expect(phaseOf({ phase: 'finished', wasStopped: false, bestEpoch: 2 }, none)).toBe('finished')
    const failed = { phase: 'failed', error: { code: 'common.unexpected' } } as const
    expect(phaseOf(failed, none)).toBe('failed')
    expect(phaseOf(failed, { isStarting: false, isCutOff: true })).toBe('cutOff')
    expect(phaseOf(failed, { isStarting: true, isCutOff: true })).toBe('starting')
  })

  it('offers one way on in each phase', () => {
    expect(commandsIn(null)).toMatchObject({ train: true, stop: false })
    expect(commandsIn('training')).toEqual({ train: false, pause: true, resume: false, stop: true })
    expect(commandsIn('paused')).toEqual({ train: false, pause: false, resume: true, stop: true })
    expect(commandsIn('evaluating')).toEqual({ train: false, pause: false, resume: false, stop: false })
    expect(commandsIn('cutOff')).toMatchObject({ train: true })
  })

  it('counts epochs and steps', () => {
    const progress = {
      epochs: 4,
      stepsPerEpoch: 10,
      imagesPerSecond: 1,
      dataWaitShare: 0,
      elapsedSeconds: 1,
      secondsLeft: null,
    }
    expect(doneShare({ ...progress, epoch: 1, stepInEpoch: 0 })).toBe(0)
    expect(doneShare({ ...progress, epoch: 3, stepInEpoch: 5 })).toBe(0.625)
    expect(doneShare({ ...progress, epoch: 4, stepInEpoch: 10 })).toBe(1)
    expect(doneShare({ ...progress, epoch: 0, stepInEpoch: 0, stepsPerEpoch: 0 })).toBe(0)
  })
})
