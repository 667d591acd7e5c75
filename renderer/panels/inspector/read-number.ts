/**
 * What a person has typed as a number; the text itself where it is none, so that nothing is lost and the check of the
 * graph can say what is wrong. Full-width digits of a Chinese keyboard count as digits.
 */
export function readNumber(text: string): number | string {
  const plain = text.normalize('NFKC').replaceAll('−', '-').trim()
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return text.trim()
  const value = Number(plain)
  return Number.isFinite(value) ? value : text.trim()
}

/** A stored value as its field shows it, whatever it is. */
export function showValue(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  return value === undefined || value === null ? '' : JSON.stringify(value)
}

/** The next value up or down in steps, within the limits; from anything that is no number, the least one. */
export function stepNumber(
  value: unknown,
  direction: 1 | -1,
  limits: { min: number; max: number; step: number },
): number {
  const { min, max, step } = limits
  if (typeof value !== 'number') return min
  const next = Number((value + direction * step).toPrecision(12))
  return Math.min(Math.max(next, min), max)
}

/** `7, 7, 64` */
export function showList(value: unknown): string {
  return Array.isArray(value) ? value.map(showValue).join(', ') : showValue(value)
}

/** What was typed between commas, spaces or ×: numbers, and where it is none the text. */
export function readList(typed: string): (number | string)[] {
  return typed
    .split(/[\s,，×[\]]+/)
    .filter((part) => part !== '')
    .map(readNumber)
}

/** A stored list as its `count` parts; a lone value that should be a list stands for all of them. */
export function splitParts(value: unknown, initial: readonly unknown[]): unknown[] {
  return initial.map((_, index) => (Array.isArray(value) ? value[index] : value))
}
