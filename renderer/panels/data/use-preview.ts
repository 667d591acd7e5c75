import { useEffect, useState } from 'react'
import type { DataPreview } from '#shared/contract/data.ts'
import type { DataChoice } from '#shared/document/schema.ts'
import { core } from '../../client/core-client.ts'
import { reportFailure } from '../../stores/report-failure.ts'

export interface PreviewQuestion {
  data: DataChoice
  split: 'train' | 'test'
  label: number | null
  offset: number
  count: number
}

/** A page of the data set; the page before stays until the next has come. */
export function usePreview({ data, split, label, offset, count }: PreviewQuestion): DataPreview | null {
  const [page, setPage] = useState<DataPreview | null>(null)
  useEffect(() => {
    let isGone = false
    core.previewData({ data, split, label, offset, count }).then(
      (found) => isGone || setPage(found),
      (thrown: unknown) => isGone || reportFailure(thrown),
    )
    return () => {
      isGone = true
    }
  }, [data, split, label, offset, count])
  return page
}
