import type { PlateauSchedule } from '../document/schedules.ts'
import { type EpochScores, isBetter } from './monitor.ts'

/**
 * The rate for the epoch after those given, by Keras's ReduceLROnPlateau. It follows from the epochs alone, so that a run
 * that is taken up again needs to remember nothing else.
 */
export function plateauRate(settings: PlateauSchedule, learningRate: number, epochs: readonly EpochScores[]): number {
  const { monitor, factor, patience, minDelta, cooldown, minLearningRate } = settings
  let rate = learningRate
  let best: number | null = null
  let wait = 0
  let cooling = 0
  for (const scores of epochs) {
    if (cooling > 0) {
      cooling -= 1
      wait = 0
    }
    if (isBetter(monitor, scores[monitor], best, minDelta)) {
      best = scores[monitor]
      wait = 0
    } else if (cooling === 0) {
      wait += 1
      if (wait < patience || rate <= minLearningRate) continue
      rate = Math.max(rate * factor, minLearningRate)
      cooling = cooldown
      wait = 0
    }
  }
  return rate
}
