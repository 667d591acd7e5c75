import type { LoomDocument } from '#shared/document/schema.ts'
import { toMessage } from '#shared/messages/loom-error.ts'
import type { Message } from '#shared/messages/message.ts'
import { readValues } from '#shared/sweep/axis-text.ts'
import { type Axis, type Sweep, sweepSchema } from '#shared/sweep/sweep.ts'
import type { SweepDraft } from '../../stores/sweep-store.ts'

export interface ReadDraft {
  /** Null while something of it does not fit. */
  sweep: Sweep | null
  /** One for each axis; null where it fits. */
  errors: (Message | null)[]
}

/** What a draft asks for, and what is wrong with what was typed. */
export function readDraft(document: LoomDocument, draft: SweepDraft): ReadDraft {
  const errors: (Message | null)[] = []
  const axes = draft.axes.flatMap(({ target, text }): Axis[] => {
    try {
      const values = readValues(document, target, text)
      errors.push(null)
      return [{ target, values }]
    } catch (error) {
      errors.push(toMessage(error))
      return []
    }
  })
  if (errors.some(Boolean)) return { sweep: null, errors }
  const { budgetMinutes, repeats, objective, name } = draft
  const parsed = sweepSchema.safeParse({
    ...{ axes, repeats, objective, name },
    strategy: readStrategy(draft, document, axes),
    budgetSeconds: budgetMinutes === null ? null : 60 * budgetMinutes,
  })
  return { sweep: parsed.success ? parsed.data : null, errors }
}

/** Halving draws at random where there is a range; of lists it takes every combination. */
function readStrategy({ strategy: kind, trials, eta, minEpochs }: SweepDraft, { seed }: LoomDocument, axes: Axis[]) {
  if (kind === 'grid') return { kind }
  if (kind === 'random') return { kind, trials, seed }
  const isDrawn = axes.some(({ values }) => values.kind === 'range')
  return { kind, trials: isDrawn ? trials : null, seed, eta, minEpochs }
}
