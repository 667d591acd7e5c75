import type { Monitor } from '../document/schedules.ts'

/** What an epoch came to, as far as a run is steered by it. */
export type EpochScores = { epoch: number } & Record<Monitor, number>

/** Whether a value is better than the best so far by more than `minDelta`, as Keras's callbacks see it. */
export function isBetter(monitor: Monitor, value: number, best: number | null, minDelta = 0): boolean {
  if (best === null) return !Number.isNaN(value)
  return isHighGood(monitor) ? value > best + minDelta : value < best - minDelta
}

export function isHighGood(monitor: Monitor): boolean {
  return monitor === 'accuracy' || monitor === 'valAccuracy'
}
