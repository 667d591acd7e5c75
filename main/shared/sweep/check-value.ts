import type { LoomDocument } from '../document/schema.ts'
import type { Control } from '../layers/parameters.ts'
import { findLayer } from '../layers/registry.ts'
import { LoomError } from '../messages/loom-error.ts'
import type { Message } from '../messages/message.ts'
import { findTarget, putValue } from './axis-target.ts'
import { exampleOf, readValue } from './axis-text.ts'
import type { AxisTarget, AxisValue } from './sweep.ts'

/**
 * Reads one value that was typed, and holds it to the parameter's own rule, whatever the network around it: the check of the
 * graph looks at that.
 */
export function checkTyped(
  document: LoomDocument,
  target: AxisTarget,
  text: string,
): { value: AxisValue } | { problem: Message } {
  const { control } = findTarget(document, target)
  const value = readValue(text, control)
  if (value !== undefined && isWithin(control, value) && isAllowed(document, target, value)) return { value }
  return { problem: refusal(control, text.trim()) }
}

function isWithin(control: Control, value: AxisValue): boolean {
  if (!('min' in control)) return true
  const numbers = [value].flat(2)
  return numbers.every((each) => typeof each === 'number' && each >= control.min && each <= control.max)
}

function isAllowed(document: LoomDocument, target: AxisTarget, value: AxisValue): boolean {
  if (target.kind === 'layer') {
    const kind = document.nodes.find(({ id }) => id === target.nodeId)?.kind ?? ''
    return findLayer(kind)?.parameters[target.parameter]?.schema.safeParse(value).success ?? false
  }
  try {
    putValue(document, target, value)
    return true
  } catch (error) {
    // A setting of another optimiser may come to its own in a sweep that varies that too.
    return error instanceof LoomError && error.code === 'sweep.notHere'
  }
}

/** Past this a limit is none that anyone would want to be told. */
const largestTold = 1e9

function refusal(control: Control, value: string): Message {
  if (control.control === 'integer' || control.control === 'real') {
    const { min, max } = control
    if (control.control === 'real') return { code: 'sweep.needsReal', values: { value, min, max } }
    if (max > largestTold) return { code: 'sweep.needsWholeFrom', values: { value, min } }
    return { code: 'sweep.needsWhole', values: { value, min, max } }
  }
  return { code: 'sweep.needsForm', values: { value, example: exampleOf(control) } }
}
