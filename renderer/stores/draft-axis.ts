import type { LoomDocument } from '#shared/document/schema.ts'
import type { Control } from '#shared/layers/parameters.ts'
import { findTarget, printValue } from '#shared/sweep/axis-target.ts'
import type { AxisTarget, AxisValue } from '#shared/sweep/sweep.ts'

/** Both ends and how many places, as they are typed. */
export interface DraftRange {
  from: string
  to: string
  count: string
  scale: 'linear' | 'log'
}

/** What is varied, with all that was typed for it: a list stays while the range is looked at, and the other way round. */
export interface DraftAxis {
  target: AxisTarget
  form: 'list' | 'range'
  /** Of choices and switches those that are checked. */
  values: string[]
  /** What stands in the field and is not among the values yet. */
  typed: string
  range: DraftRange
}

/** Begins with what the drawing has; a switch with both of its sides. */
export function beginAxis(document: LoomDocument, target: AxisTarget): DraftAxis {
  const { control, current } = findTarget(document, target)
  const values =
    control.control === 'switch' ? ['false', 'true'] : current === null ? [] : [writeValue(current, control)]
  return { target, form: 'list', values, typed: '', range: rangeAround(control, current) }
}

/** A value as `readValue` reads it back. */
export function writeValue(value: AxisValue, { control }: Control): string {
  return control === 'frame' && Array.isArray(value) ? value.flat().join('x') : printValue(value)
}

/** Rates that are as small as these are compared by their ratios. */
const largestRate = 0.05

/** From a half to the double; of small rates a tenth and ten times as much. */
function rangeAround(control: Control, current: AxisValue): DraftRange {
  const empty: DraftRange = { from: '', to: '', count: '5', scale: 'linear' }
  if (control.control !== 'integer' && control.control !== 'real') return empty
  if (typeof current !== 'number' || current <= 0) return empty
  const isRate = control.control === 'real' && current <= largestRate
  const factor = isRate ? 10 : 2
  const keep = (value: number) => {
    const inside = Math.min(control.max, Math.max(control.min, value))
    return String(control.control === 'integer' ? Math.round(inside) : Number(inside.toPrecision(4)))
  }
  return { ...empty, from: keep(current / factor), to: keep(current * factor), scale: isRate ? 'log' : 'linear' }
}
