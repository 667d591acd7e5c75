import { useMemo } from 'react'
import type { ClassName } from '#shared/contract/data.ts'
import { formatBytes } from '#shared/graph/memory.ts'
import type { Locale } from '#shared/messages/message-table.ts'
import { useLocale } from '../i18n/use-locale.ts'

export interface Formats {
  integer: (value: number) => string
  /** Four significant digits at most; powers of ten where there would be many noughts. */
  real: (value: number) => string
  /** A share of 1 as `96.4 %`. */
  percent: (share: number, digits?: number) => string
  bytes: (bytes: number) => string
  /** `1:05`, `2:03:00`. */
  time: (seconds: number) => string
  /** With its unit and one decimal: `4.2 s`. */
  seconds: (seconds: number) => string
  /** Roughly, in the unit that suits: `40 sec`, `12 min`, `1.5 hr`. */
  duration: (seconds: number) => string
  className: (name: ClassName | undefined) => string
}

/** Numbers and class names as people of the chosen language write them. */
export function useFormats(): Formats {
  const locale = useLocale()
  return useMemo(() => createFormats(locale), [locale])
}

export function createFormats(locale: Locale): Formats {
  const integer = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const real = new Intl.NumberFormat(locale, { maximumSignificantDigits: 4 })
  const power = new Intl.NumberFormat(locale, { notation: 'scientific', maximumSignificantDigits: 3 })
  const inUnit = (unit: 'second' | 'minute' | 'hour', maximumFractionDigits: number) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits })
  const second = inUnit('second', 1)
  return {
    integer: (value) => integer.format(value),
    real: (value) => {
      const size = Math.abs(value)
      return size !== 0 && (size < 0.001 || size >= 100_000) ? power.format(value) : real.format(value)
    },
    percent: (share, digits = 1) =>
      new Intl.NumberFormat(locale, {
        style: 'percent',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }).format(share),
    bytes: formatBytes,
    time: formatTime,
    seconds: (seconds) => second.format(seconds),
    duration(seconds) {
      if (seconds < 90) return inUnit('second', 0).format(seconds)
      return seconds < 5400 ? inUnit('minute', 0).format(seconds / 60) : inUnit('hour', 1).format(seconds / 3600)
    },
    className: (name) => name?.[locale] ?? '?',
  }
}

function formatTime(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  const pad = (part: number) => String(part).padStart(2, '0')
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(whole % 60)}` : `${minutes}:${pad(whole % 60)}`
}
