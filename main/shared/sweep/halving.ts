import { isHighGood } from '../training/monitor.ts'
import type { Objective, Sweep } from './sweep.ts'

export interface Rung {
  /** How many epochs a trial has when it ends. */
  epochs: number
  /** How many combinations are trained so far. */
  count: number
}

/** The rungs of successive halving: `eta` times the epochs, one in `eta` of the combinations, up to `maxEpochs`. */
export function planRungs(
  count: number,
  maxEpochs: number,
  { eta, minEpochs }: { eta: number; minEpochs: number },
): Rung[] {
  const rungs: Rung[] = []
  let epochs = Math.min(minEpochs, maxEpochs)
  let left = count
  // The last rung has all epochs, though less than eta times those before it.
  while (epochs * eta <= maxEpochs && left > 1) {
    rungs.push({ epochs, count: left })
    epochs *= eta
    left = Math.max(1, Math.floor(left / eta))
  }
  return [...rungs, { epochs: maxEpochs, count: left }]
}

/** All rungs of a sweep; one where it does not halve. */
export function rungsOf({ strategy }: Sweep, combinations: number, maxEpochs: number): Rung[] {
  return strategy.kind === 'halving'
    ? planRungs(combinations, maxEpochs, strategy)
    : [{ epochs: maxEpochs, count: combinations }]
}

/** A trial at the end of a rung; null where it came to nothing, for it ran away or failed. */
export interface Contestant {
  combination: number
  value: number | null
}

/**
 * The combinations that go on, the best first: by the mean over their repetitions. Whoever came to nothing in one of them is
 * last, and does not go on; of equals the earlier one goes.
 */
export function promote(contestants: readonly Contestant[], count: number, objective: Objective): number[] {
  const values = new Map<number, (number | null)[]>()
  for (const { combination, value } of contestants) {
    values.set(combination, [...(values.get(combination) ?? []), value])
  }
  const sign = isHighGood(objective) ? -1 : 1
  return [...values]
    .flatMap(([combination, all]) => {
      const known = all.filter((value) => value !== null && Number.isFinite(value)) as number[]
      const mean = known.reduce((sum, value) => sum + value, 0) / known.length
      return known.length < all.length || known.length === 0 ? [] : [{ combination, mean }]
    })
    .sort((one, other) => sign * (one.mean - other.mean) || one.combination - other.combination)
    .slice(0, count)
    .map(({ combination }) => combination)
}
