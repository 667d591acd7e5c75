import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { DataChoice } from '#shared/document/schema.ts'

/** What people call the data of a run: the source, and which of its sets or which folder. */
export function useDataName(): (data: DataChoice) => string {
  const { t, i18n } = useTranslation('views')
  return useCallback(
    (data) => {
      const source = i18n.exists(`views:data.source.${data.source}`) ? t(`data.source.${data.source}`) : data.source
      if (data.source === 'shapes') return `${source}: ${t(`data.variant.${data.variant}`)}`
      const place = Object.values(data).find((value) => typeof value === 'string' && value !== data.source)
      return typeof place === 'string' ? lastPart(place) : source
    },
    [t, i18n],
  )
}

/** Of a path, the name of the folder or file. */
export function lastPart(path: string): string {
  return (
    path
      .split(/[/\\]/)
      .filter((part) => part !== '')
      .at(-1) ?? path
  )
}
