import type { FigureName } from '#shared/contract/records.ts'
import { formatBytes } from '#shared/graph/memory.ts'
import type { Locale } from '#shared/messages/message-table.ts'

/** What stands for a number that there is not. */
export const dash = '–'

type Known = number | null | undefined
const isKnown = (value: Known): value is number => typeof value === 'number' && Number.isFinite(value)

export function integer(value: Known): string {
  return isKnown(value) ? Math.round(value).toLocaleString('en') : dash
}

export function percent(share: Known, digits = 2): string {
  return isKnown(share) ? `${(100 * share).toFixed(digits)} %` : dash
}

/** Losses. */
export function real(value: Known): string {
  if (!isKnown(value)) return dash
  return value === 0 || Math.abs(value) >= 0.001 ? value.toFixed(4) : value.toExponential(2)
}

/** `7.94 M`: counts whose digits nobody reads. */
export function rounded(value: Known): string {
  if (!isKnown(value)) return dash
  const steps = [
    [1e12, 'T'],
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const
  const step = steps.find(([size]) => value >= size)
  return step ? `${(value / step[0]).toPrecision(3)} ${step[1]}` : String(Math.round(value))
}

/** `12.3 s`, `4:05`, `1:02:09`. */
export function duration(seconds: Known): string {
  if (!isKnown(seconds)) return dash
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  const minutes = Math.floor(whole / 60)
  const pad = (value: number) => String(value).padStart(2, '0')
  const rest = pad(whole % 60)
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${rest}`
}

/** Milliseconds since 1970. */
export function moment(time: Known, locale: Locale): string {
  if (!isKnown(time)) return dash
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(time)
}

export function figureText(name: FigureName, value: Known): string {
  switch (name) {
    case 'seconds':
      return duration(value)
    case 'parameters':
    case 'imagesPerSecond':
      return integer(value)
    case 'flops':
      return rounded(value)
    case 'memoryBytes':
      return isKnown(value) ? formatBytes(value) : dash
    case 'loss':
    case 'valLoss':
    case 'testLoss':
      return real(value)
    case 'accuracy':
    case 'valAccuracy':
    case 'testAccuracy':
      return percent(value)
  }
}
