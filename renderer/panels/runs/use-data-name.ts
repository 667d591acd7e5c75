import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { DataChoice } from '#shared/document/schema.ts'
import { entryOf, lastPart, pathOf } from '../data/data-entries.ts'

/** What people call the data of a run: a set that is known by name, or the folder or file that it was read from. */
export function useDataName(): (data: DataChoice) => string {
  const { t } = useTranslation('views')
  return useCallback(
    (data) => {
      const entry = entryOf(data, [])
      if (data.source === 'shapes') return `${t('data.source.shapes')}: ${t(`data.variant.${data.variant}`)}`
      const path = pathOf(data)
      if (path === null || data.source === 'cifar') return t(`data.source.${entry}`)
      return lastPart(path.replace(/[/\\]+$/, ''))
    },
    [t],
  )
}
