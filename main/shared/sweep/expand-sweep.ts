import type { LoomDocument } from '../document/schema.ts'
import { LoomError } from '../messages/loom-error.ts'
import { findTarget, printTarget } from './axis-target.ts'
import { drawValue, listValues } from './axis-values.ts'
import { type AxisValue, mostTrials, type Sweep } from './sweep.ts'
import { sweepRandom } from './sweep-random.ts'

/** One training of a sweep: a value for each axis, and which repetition it is. */
export interface PlannedTrial {
  /** Its place in the sweep, from 0. */
  index: number
  /** Alike for trials that differ in the seed alone, from 0. */
  combination: number
  repeat: number
  /** In the order of the axes. */
  values: AxisValue[]
}

/**
 * All trainings of a sweep, always the same for the same drawing and sweep. All combinations come once before any comes
 * again with another seed, so that a budget that runs out leaves the most to see.
 * @throws LoomError sweep.*
 */
export function expandSweep(document: LoomDocument, sweep: Sweep): PlannedTrial[] {
  refuseContradictions(sweep)
  const combinations = combine(document, sweep)
  const total = combinations.length * sweep.repeats
  if (total > mostTrials) throw new LoomError('sweep.tooMany', { count: total, most: mostTrials })
  return Array.from({ length: sweep.repeats }, (_, repeat) =>
    combinations.map((values, combination) => ({
      index: repeat * combinations.length + combination,
      combination,
      repeat,
      values,
    })),
  ).flat()
}

function refuseContradictions({ axes, repeats, strategy }: Sweep): void {
  const places = axes.map(({ target }) => printTarget(target))
  const twice = places.find((place, at) => places.indexOf(place) !== at)
  if (twice !== undefined) throw new LoomError('sweep.axisTwice', { place: twice })
  const varies = (setting: string) => places.includes(`training.${setting}`)
  if (varies('seed') && repeats > 1) throw new LoomError('sweep.seedTwice')
  if (varies('epochs') && strategy.kind === 'halving') throw new LoomError('sweep.epochsTwice')
}

function combine(document: LoomDocument, { axes, strategy }: Sweep): AxisValue[][] {
  const found = axes.map((axis) => ({ axis, ...findTarget(document, axis.target) }))
  const lists = found.map(({ axis, control }) => listValues(axis, control))
  const count = strategy.kind === 'grid' ? null : strategy.trials
  if (strategy.kind === 'grid' || count === null) {
    const total = lists.reduce((product, values) => product * values.length, 1)
    if (total > mostTrials) throw new LoomError('sweep.tooMany', { count: total, most: mostTrials })
    // The first axis is the slowest.
    return lists.reduce<AxisValue[][]>(
      (rows, values) => rows.flatMap((row) => values.map((value) => [...row, value])),
      [[]],
    )
  }
  const random = sweepRandom(strategy.seed)
  return drawUnlike(count, () => found.map(({ axis, control }) => drawValue(axis, control, random)))
}

/** As many different rows as there are, up to `count`. */
function drawUnlike(count: number, draw: () => AxisValue[]): AxisValue[][] {
  const rows = new Map<string, AxisValue[]>()
  const mostDraws = 50 * count
  for (let tries = 0; rows.size < count && tries < mostDraws; tries += 1) {
    const row = draw()
    rows.set(JSON.stringify(row), row)
  }
  return [...rows.values()]
}
