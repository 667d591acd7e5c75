import type { LoomDocument } from '../document/schema.ts'
import { type CheckOptions, checkGraph } from '../graph/check-graph.ts'
import { toMessage } from '../messages/loom-error.ts'
import type { Message } from '../messages/message.ts'
import type { PlannedTrial } from './expand-sweep.ts'
import type { Sweep } from './sweep.ts'
import { trialDocument } from './trial-document.ts'

/** A trial and what is known of it before anything starts. */
export interface CheckedTrial extends PlannedTrial {
  /** Why it cannot be trained; null where it can. */
  obstacle: Message | null
  parameters: number
  /** Of one forward pass of one picture. */
  flops: number
  epochs: number
  seed: number
}

/** Looks at the network of a trial. Trials of one combination have the same one: see `checkOnce`. */
export function checkTrial(
  document: LoomDocument,
  sweep: Sweep,
  trial: PlannedTrial,
  options: CheckOptions = {},
): CheckedTrial {
  try {
    const drawn = trialDocument(document, sweep, trial)
    const graph = checkGraph(drawn, options)
    const error = graph.diagnostics.find(({ severity }) => severity === 'error')
    const { parameters, flops } = graph.totals
    const obstacle: Message | null = error
      ? { code: error.code, ...(error.values ? { values: error.values } : {}) }
      : graph.isTrainable
        ? null
        : { code: 'sweep.nothingToTrain' }
    return { ...trial, obstacle, parameters, flops, epochs: drawn.training.epochs, seed: drawn.seed }
  } catch (error) {
    const { epochs } = document.training
    return { ...trial, obstacle: toMessage(error), parameters: 0, flops: 0, epochs, seed: document.seed }
  }
}

/** Checks each combination once; repetitions differ in the seed alone. */
export function checkOnce(document: LoomDocument, sweep: Sweep, options: CheckOptions = {}) {
  const known = new Map<number, CheckedTrial>()
  return (trial: PlannedTrial): CheckedTrial => {
    const first = known.get(trial.combination)
    if (first) return { ...first, ...trial, seed: first.seed - first.repeat + trial.repeat }
    const checked = checkTrial(document, sweep, trial, options)
    known.set(trial.combination, checked)
    return checked
  }
}
