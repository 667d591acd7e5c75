import type { LoomDocument } from '../document/schema.ts'
import type { Control } from '../layers/parameters.ts'
import { LoomError } from '../messages/loom-error.ts'
import { findTarget, printTarget } from './axis-target.ts'
import type { Axis, AxisTarget, AxisValue, AxisValues } from './sweep.ts'

/**
 * Reads an axis as people write it: `conv2d-1.filters=8,16,32`, `conv2d-1.kernelSize=3x3,5x5`,
 * `training.learningRate=1e-4..1e-2:log:5`.
 * @throws LoomError sweep.*
 */
export function readAxis(document: LoomDocument, text: string): Axis {
  const [, place = '', values = ''] = /^([^=]+)=(.+)$/.exec(text.trim()) ?? []
  if (place === '') throw new LoomError('sweep.badAxis', { text })
  const target = readTarget(place.trim())
  return { target, values: readValues(document, target, values) }
}

/** `training.learningRate`, or a layer's id and its parameter. @throws LoomError sweep.badAxis */
export function readTarget(place: string): AxisTarget {
  const dot = place.lastIndexOf('.')
  const [stem, name] = [place.slice(0, dot), place.slice(dot + 1)]
  if (dot <= 0 || name === '') throw new LoomError('sweep.badAxis', { text: place })
  return stem === 'training' ? { kind: 'setting', setting: name } : { kind: 'layer', nodeId: stem, parameter: name }
}

/** @throws LoomError sweep.* */
export function readValues(document: LoomDocument, target: AxisTarget, text: string): AxisValues {
  const { control } = findTarget(document, target)
  return readRange(text) ?? { kind: 'list', values: readList(text, control, printTarget(target)) }
}

/** `from..to`, `from..to:5`, `from..to:log:5`. */
function readRange(text: string): AxisValues | null {
  const [, from, to, scale = 'linear', count = '5'] =
    /^\s*([^.,:\s][^,:]*?)\s*\.\.\s*([^,:]+?)\s*(?::(log|linear))?(?::(\d+))?\s*$/.exec(text) ?? []
  if (from === undefined || to === undefined) return null
  const ends = [Number(from), Number(to)] as const
  if (!ends.every(Number.isFinite)) return null
  const places = Math.min(200, Math.max(2, Number(count)))
  return { kind: 'range', from: ends[0], to: ends[1], scale: scale === 'log' ? 'log' : 'linear', count: places }
}

function readList(text: string, control: Control, place: string): AxisValue[] {
  if (text.trim().startsWith('[')) return readJson(text, place)
  const parts = text
    .split(/[,，、;；]/)
    .map((part) => part.trim())
    .filter(Boolean)
  if (parts.length === 0) throw new LoomError('sweep.noValues', { place })
  return parts.map((part) => {
    const value = readValue(part, control)
    if (value === undefined) throw new LoomError('sweep.notValue', { place, value: part, example: exampleOf(control) })
    return value
  })
}

function readJson(text: string, place: string): AxisValue[] {
  try {
    const parsed: unknown = JSON.parse(text)
    if (Array.isArray(parsed) && parsed.length > 0) return parsed as AxisValue[]
  } catch {
    // Told below.
  }
  throw new LoomError('sweep.notValue', { place, value: text.slice(0, 60), example: '[[1, 1], [2, 2]]' })
}

/** One value as people write it, full-width digits too; undefined where it is none. Its limits are checked elsewhere. */
export function readValue(typed: string, control: Control): AxisValue | undefined {
  const text = typed.normalize('NFKC').trim()
  switch (control.control) {
    case 'choice':
      return control.options.find((option) => option.toLowerCase() === text.toLowerCase())
    case 'switch':
      return ({ true: true, false: false, yes: true, no: false } as Record<string, boolean>)[text.toLowerCase()]
    case 'integer':
    case 'real': {
      const value = text === '' ? Number.NaN : Number(text)
      return Number.isFinite(value) && (control.control === 'real' || Number.isInteger(value)) ? value : undefined
    }
    default: {
      const numbers = text.split(/[x×]/i).map(Number)
      if (!numbers.every(Number.isInteger)) return undefined
      const isSquare = control.control === 'pair' && numbers.length === 1
      if (control.control === 'frame') return frameOf(numbers)
      return isSquare ? [...numbers, ...numbers] : numbers
    }
  }
}

/** `1` for all sides, or top, bottom, left and right as `1x1x2x2`. */
function frameOf(numbers: readonly number[]): AxisValue | undefined {
  const [top, bottom = top, left = top, right = top] = numbers
  const isWhole = numbers.length === 1 || numbers.length === 4
  return isWhole
    ? ([
        [top, bottom],
        [left, right],
      ] as AxisValue)
    : undefined
}

export function exampleOf(control: Control): string {
  switch (control.control) {
    case 'choice':
      return control.options.join(', ')
    case 'switch':
      return 'true, false'
    case 'integer':
      return '8, 16, 32'
    case 'real':
      return '0.001, 0.01'
    case 'pair':
      return '3x3, 5x5'
    case 'frame':
      return '1, 1x1x2x2'
    default:
      return '7x7x64'
  }
}

/** As `readValues` reads it back. */
export function printValues(values: AxisValues, print: (value: AxisValue) => string): string {
  if (values.kind === 'list') return values.values.map(print).join(', ')
  return `${values.from}..${values.to}:${values.scale}:${values.count}`
}
