import { formatShape } from '../layers/shape.ts'
import type { ComparedLayer } from './compare-graphs.ts'

export interface DifferingParameter {
  name: string
  before: string
  after: string
}

/** The parameters in which a layer differs from what it was; none where it was of another kind. */
export function differingParameters({ before, after }: ComparedLayer): DifferingParameter[] {
  if (!before || !after || before.layer.kind !== after.layer.kind) return []
  return Object.keys(after.values).flatMap((name) => {
    const [was, is] = [before.values[name], after.values[name]].map(wordValue)
    return was === is || was === undefined || is === undefined ? [] : [{ name, before: was, after: is }]
  })
}

/** `3×3`, `true`, `relu`: as Keras writes it, sizes with a cross between. */
function wordValue(value: unknown): string {
  return Array.isArray(value) && value.every((each) => typeof each === 'number') ? formatShape(value) : String(value)
}
