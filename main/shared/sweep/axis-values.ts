import type { Control } from '../layers/parameters.ts'
import { LoomError } from '../messages/loom-error.ts'
import { printTarget } from './axis-target.ts'
import type { Axis, AxisValue, AxisValues } from './sweep.ts'

type Range = Extract<AxisValues, { kind: 'range' }>

/** All values of an axis, each once. @throws LoomError sweep.notRange, sweep.badRange */
export function listValues(axis: Axis, control: Control): AxisValue[] {
  if (axis.values.kind === 'list') return unlike(axis.values.values)
  const range = checkRange(axis, axis.values, control)
  const places = Array.from({ length: range.count }, (_, place) => place / (range.count - 1))
  return unlike(places.map((place) => valueAt(range, place, control)))
}

/** One value, any of them alike likely; of a range by its scale. @throws LoomError sweep.notRange, sweep.badRange */
export function drawValue(axis: Axis, control: Control, random: () => number): AxisValue {
  const { values } = axis
  if (values.kind === 'range') return valueAt(checkRange(axis, values, control), random(), control)
  return values.values[Math.floor(random() * values.values.length)] ?? null
}

function checkRange(axis: Axis, range: Range, { control }: Control): Range {
  const place = printTarget(axis.target)
  if (control !== 'integer' && control !== 'real' && control !== 'pair')
    throw new LoomError('sweep.notRange', { place })
  const isSound = range.from < range.to && (range.scale === 'linear' || range.from > 0)
  if (!isSound) throw new LoomError('sweep.badRange', { place, from: range.from, to: range.to })
  return range
}

/** `place` goes from 0 to 1. Four significant digits are as fine as anyone tells them apart. */
function valueAt({ from, to, scale }: Range, place: number, { control }: Control): AxisValue {
  const exact = scale === 'log' ? from * (to / from) ** place : from + (to - from) * place
  const isEnd = place === 0 || place === 1
  const value = isEnd ? (place === 0 ? from : to) : Number(exact.toPrecision(4))
  if (control === 'real') return value
  const whole = Math.round(isEnd ? value : exact)
  return control === 'pair' ? [whole, whole] : whole
}

function unlike(values: readonly AxisValue[]): AxisValue[] {
  const byText = new Map(values.map((value) => [JSON.stringify(value), value]))
  return [...byText.values()]
}
