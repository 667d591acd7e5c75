import type { Schedule } from '../document/schedules.ts'
import type { TrainingSettings } from '../document/schema.ts'
import type { EpochScores } from './monitor.ts'
import { plateauRate } from './plateau.ts'

/** The settings that decide about the rate, and how many steps there are. */
export interface RatePlan extends Pick<TrainingSettings, 'schedule' | 'warmupEpochs' | 'epochs'> {
  learningRate: number
  stepsPerEpoch: number
}

export function planRates({ schedule, warmupEpochs, epochs, optimizer }: TrainingSettings, stepsPerEpoch: number) {
  return { schedule, warmupEpochs, epochs, learningRate: optimizer.learningRate, stepsPerEpoch }
}

/** The plan for one epoch: the rate of a plateau follows from the epochs before it, and holds throughout. */
export function settlePlateau(plan: RatePlan, epochs: readonly EpochScores[]): RatePlan {
  const { schedule, learningRate } = plan
  if (schedule.kind !== 'plateau') return plan
  return { ...plan, schedule: { kind: 'constant' }, learningRate: plateauRate(schedule, learningRate, epochs) }
}

/**
 * The learning rate of the step with this number, counted from 0 over the whole run. It goes up in a straight line to the
 * schedule's first rate over the warm-up, and then as the schedule says over the steps that are left. A plateau that is not
 * settled has its first rate throughout.
 */
export function learningRateAt(plan: RatePlan, step: number): number {
  const { schedule, learningRate, stepsPerEpoch } = plan
  const warmupSteps = countWarmupSteps(plan)
  const steps = Math.max(1, plan.epochs * stepsPerEpoch - warmupSteps)
  const rateAt = (index: number) => scheduledRate(schedule, { learningRate, stepsPerEpoch, steps, index })
  return step < warmupSteps ? (rateAt(0) * (step + 1)) / warmupSteps : rateAt(step - warmupSteps)
}

/** No more than the run has. */
function countWarmupSteps({ warmupEpochs, epochs, stepsPerEpoch }: RatePlan): number {
  return Math.round(Math.min(warmupEpochs, epochs) * stepsPerEpoch)
}

interface Moment {
  learningRate: number
  stepsPerEpoch: number
  /** Steps in all, from 1, and the one asked for, from 0; both without the warm-up. */
  steps: number
  index: number
}

function scheduledRate(schedule: Schedule, { learningRate, stepsPerEpoch, steps, index }: Moment): number {
  const epochsDone = index / stepsPerEpoch
  switch (schedule.kind) {
    case 'constant':
    case 'plateau':
      return learningRate
    case 'step':
      return learningRate * schedule.factor ** wholeParts(epochsDone, schedule.stepEpochs)
    case 'piecewise':
      return learningRate * schedule.factor ** schedule.boundaries.filter((end) => epochsDone >= end).length
    case 'exponential': {
      const { decayEpochs, decayRate, staircase } = schedule
      return learningRate * decayRate ** (staircase ? wholeParts(epochsDone, decayEpochs) : epochsDone / decayEpochs)
    }
    case 'cosine': {
      const share = 0.5 * (1 + Math.cos(Math.PI * Math.min(1, index / steps)))
      return learningRate * ((1 - schedule.alpha) * share + schedule.alpha)
    }
    case 'oneCycle':
      return oneCycleRate(schedule, steps, index)
  }
}

/** Steps divide epochs unevenly: 3 × (1/3) must count as a whole one. */
function wholeParts(epochs: number, size: number): number {
  return Math.floor(epochs / size + 1e-9)
}

/** PyTorch's OneCycleLR with two phases; its first step has the lowest rate of the first, its last that of the second. */
function oneCycleRate(
  { maxLearningRate: max, pctStart, divFactor, finalDivFactor }: Extract<Schedule, { kind: 'oneCycle' }>,
  steps: number,
  index: number,
): number {
  const first = max / divFactor
  const peak = Math.max(0, pctStart * steps - 1)
  if (index < peak) return annealed(first, max, index / peak)
  const down = steps - 1 - peak
  return annealed(max, first / finalDivFactor, down > 0 ? Math.min(1, (index - peak) / down) : 0)
}

function annealed(from: number, to: number, share: number): number {
  return to + 0.5 * (from - to) * (1 + Math.cos(Math.PI * share))
}
