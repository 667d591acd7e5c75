import type { LoomDocument } from '#shared/document/schema.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import { readAxis } from '#shared/sweep/axis-text.ts'
import { type Objective, type Sweep, sweepSchema } from '#shared/sweep/sweep.ts'

export const strategyNames = ['grid', 'random', 'halving'] as const

/** What `layerloom sweep` is asked for, besides the settings of the trainings. */
export interface SweepOptions {
  vary?: string[]
  strategy?: (typeof strategyNames)[number]
  trials?: number
  eta?: number
  minEpochs?: number
  seeds?: number
  /** Seconds. */
  budget?: number
  objective?: Objective
}

/** `90s`, `10m`, `2h`, or seconds. @throws LoomError cli.notTime */
export function readTime(text: string): number {
  const [, number = '', unit = 's'] = /^(\d+(?:\.\d+)?)(s|m|h)?$/.exec(text.trim()) ?? []
  const seconds = Number(number) * { s: 1, m: 60, h: 3600 }[unit as 's' | 'm' | 'h']
  if (number === '' || seconds <= 0) throw new LoomError('cli.notTime', { option: '--budget', value: text })
  return seconds
}

/** @throws LoomError sweep.*, cli.notWith */
export function readSweep(document: LoomDocument, options: SweepOptions): Sweep {
  const { vary = [], strategy: kind = 'grid', trials, eta, minEpochs, seeds, budget, objective } = options
  const given = { '--trials': kind === 'grid' && trials, '--eta': kind !== 'halving' && eta }
  const other = Object.entries({ ...given, '--min-epochs': kind !== 'halving' && minEpochs }).find(([, value]) => value)
  if (other) throw new LoomError('cli.notWith', { option: other[0], other: `--strategy ${kind}` })
  return sweepSchema.parse({
    axes: vary.map((text) => readAxis(document, text)),
    // The drawing's seed fixes what is drawn at random too.
    strategy: { kind, trials, eta, minEpochs, ...(kind === 'grid' ? {} : { seed: document.seed }) },
    repeats: seeds,
    budgetSeconds: budget,
    objective,
  })
}
