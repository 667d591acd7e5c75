import type { Locale } from '#shared/messages/message-table.ts'

const formats = new Map<Locale, Intl.NumberFormat>()

/** A count with its thousands apart: `98,442`. */
export function formatCount(count: number, locale: Locale): string {
  let format = formats.get(locale)
  if (!format) {
    format = new Intl.NumberFormat(locale)
    formats.set(locale, format)
  }
  return format.format(count)
}

const prefixes = ['', 'k', 'M', 'G', 'T', 'P', 'E'] as const

/** Three significant digits with an SI prefix before the unit: `5.73 MFLOPs`, `842 FLOPs`. */
export function formatSi(count: number, unit: string): string {
  if (!Number.isFinite(count) || count < 1000) return `${count} ${unit}`
  const power = Math.min(Math.floor(Math.log10(count) / 3), prefixes.length - 1)
  return `${Number((count / 1000 ** power).toPrecision(3))} ${prefixes[power] ?? ''}${unit}`
}
