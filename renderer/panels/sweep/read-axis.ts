import type { LoomDocument } from '#shared/document/schema.ts'
import type { Control } from '#shared/layers/parameters.ts'
import type { Message } from '#shared/messages/message.ts'
import { findTarget } from '#shared/sweep/axis-target.ts'
import { checkTyped } from '#shared/sweep/check-value.ts'
import { type Axis, type AxisTarget, type AxisValue, mostValues } from '#shared/sweep/sweep.ts'
import type { DraftAxis, DraftRange } from '../../stores/draft-axis.ts'

export interface AxisReading {
  /** Null while something of it does not fit, or nothing is there. */
  axis: Axis | null
  /** Why listed values cannot be, by their texts. */
  refused: ReadonlyMap<string, Message>
  /** Why the range cannot be, at its fields. */
  range: Partial<Record<'from' | 'to' | 'count', Message>>
}

/** Which parameters have a range: numbers, and pairs of two like ones. */
export function hasRange({ control }: Control): boolean {
  return control === 'integer' || control === 'real' || control === 'pair'
}

/** What was typed for an axis, each value held to the rule of its parameter. */
export function readAxis(document: LoomDocument, draft: DraftAxis): AxisReading {
  return draft.form === 'range' ? readRange(document, draft) : readList(document, draft)
}

function readList(document: LoomDocument, { target, values, typed }: DraftAxis): AxisReading {
  const refused = new Map<string, Message>()
  const read = [...values, ...(typed.trim() === '' ? [] : [typed])].flatMap((text): AxisValue[] => {
    const checked = checkTyped(document, target, text)
    if ('value' in checked) return [checked.value]
    refused.set(text, checked.problem)
    return []
  })
  const isSound = refused.size === 0 && read.length > 0 && read.length <= mostValues
  return { axis: isSound ? { target, values: { kind: 'list', values: read } } : null, refused, range: {} }
}

function readRange(document: LoomDocument, { target, range }: DraftAxis): AxisReading {
  const problems: AxisReading['range'] = {}
  const [from, to] = (['from', 'to'] as const).map((end) => {
    const { value, problem } = readEnd(document, target, range[end])
    if (problem) problems[end] = problem
    return value
  })
  const count = readCount(range)
  if (count === null)
    problems.count = { code: 'sweep.needsWhole', values: { value: range.count, min: 2, max: mostValues } }
  if (typeof from === 'number' && typeof to === 'number') {
    if (from >= to) problems.to ??= { code: 'sweep.endBeforeStart' }
    if (range.scale === 'log' && from <= 0) problems.from ??= { code: 'sweep.logFromZero' }
  }
  const isSound = from !== null && to !== null && count !== null && Object.keys(problems).length === 0
  const values = isSound ? ({ kind: 'range', from, to, scale: range.scale, count } as Axis['values']) : null
  return { axis: values && { target, values }, refused: new Map(), range: problems }
}

/** A number; of a pair its side. Nothing typed is no value, and no problem yet. */
function readEnd(document: LoomDocument, target: AxisTarget, text: string) {
  if (text.trim() === '') return { value: null, problem: null }
  const checked = checkTyped(document, target, text)
  if ('problem' in checked) return { value: null, problem: checked.problem }
  const value = Array.isArray(checked.value) ? checked.value[0] : checked.value
  const isPair = findTarget(document, target).control.control === 'pair'
  const isSide = !isPair || (Array.isArray(checked.value) && checked.value[0] === checked.value[1])
  const problem: Message = { code: 'sweep.needsForm', values: { value: text.trim(), example: '3' } }
  return typeof value === 'number' && isSide ? { value, problem: null } : { value: null, problem }
}

function readCount({ count }: DraftRange): number | null {
  const number = Number(count.normalize('NFKC'))
  return Number.isInteger(number) && number >= 2 && number <= mostValues ? number : null
}
