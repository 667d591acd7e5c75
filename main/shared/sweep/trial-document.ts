import type { LoomDocument } from '../document/schema.ts'
import { printTarget, printValue, putValue } from './axis-target.ts'
import type { PlannedTrial } from './expand-sweep.ts'
import type { Sweep } from './sweep.ts'
import { sweepSettingNames } from './sweep-settings.ts'

/** The drawing of one trial, named after its values. @throws LoomError sweep.notHere, sweep.badValue */
export function trialDocument(document: LoomDocument, sweep: Sweep, trial: PlannedTrial): LoomDocument {
  const steps = sweep.axes.map(({ target }, at) => ({ target, value: trial.values[at] ?? null }))
  steps.sort((one, other) => orderOf(one.target) - orderOf(other.target))
  const varied = steps.reduce((result, { target, value }) => putValue(result, target, value), document)
  const name = sweep.axes.length === 0 ? document.name : `${document.name} · ${describeTrial(sweep, trial)}`
  return { ...varied, name: name.slice(0, 200), seed: varied.seed + trial.repeat }
}

/** Another optimiser comes before the rate that it is to have. */
function orderOf(target: Sweep['axes'][number]['target']): number {
  return target.kind === 'layer' ? -1 : (sweepSettingNames as string[]).indexOf(target.setting)
}

/** `filters 16, learningRate 0.001`; with the layer where two axes have the same name. */
export function describeTrial({ axes }: Sweep, { values }: Pick<PlannedTrial, 'values'>): string {
  const names = axes.map(({ target }) => (target.kind === 'layer' ? target.parameter : target.setting))
  return axes
    .map(({ target }, at) => {
      const name = names[at] ?? ''
      const isAlone = names.indexOf(name) === names.lastIndexOf(name)
      return `${isAlone ? name : printTarget(target)} ${printValue(values[at] ?? null)}`
    })
    .join(', ')
}
