import { useCallback } from 'react'
import { useLocale } from '../../i18n/use-locale.ts'

/** Words a time (milliseconds since 1970) with its date, as people of the chosen language do. */
export function useMoment(): (milliseconds: number) => string {
  const locale = useLocale()
  return useCallback(
    (milliseconds) =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(milliseconds),
    [locale],
  )
}
