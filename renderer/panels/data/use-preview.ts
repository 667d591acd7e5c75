import { useEffect, useState } from 'react'
import type { DataPart, DataPreview } from '#shared/contract/data.ts'
import type { DataChoice } from '#shared/document/schema.ts'
import { core } from '../../client/core-client.ts'
import { reportFailure } from '../../stores/report-failure.ts'

export interface PreviewQuestion {
  data: DataChoice
  split: DataPart
  /** Without it the training pictures are all there are. */
  validation?: { share: number; seed: number } | undefined
  label: number | null
  offset: number
  count: number
}

/** A page of the data set; the page before stays until the next has come. */
export function usePreview({ data, split, validation, label, offset, count }: PreviewQuestion): DataPreview | null {
  const [page, setPage] = useState<DataPreview | null>(null)
  const { share, seed } = validation ?? {}
  useEffect(() => {
    let isGone = false
    const cut = share === undefined || seed === undefined ? undefined : { share, seed }
    core.previewData({ data, split, validation: cut, label, offset, count }).then(
      (found) => isGone || setPage(found),
      (thrown: unknown) => isGone || reportFailure(thrown),
    )
    return () => {
      isGone = true
    }
  }, [data, split, share, seed, label, offset, count])
  return page
}
