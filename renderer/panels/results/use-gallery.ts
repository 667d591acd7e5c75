import { useEffect, useState } from 'react'
import type { GalleryOrder, GalleryPage } from '#shared/contract/runs.ts'
import { core } from '../../client/core-client.ts'
import { reportFailure } from '../../stores/report-failure.ts'
import type { Cell, GalleryFilter } from './gallery-store.ts'

export interface GalleryQuestion {
  runId: string
  filter: GalleryFilter
  cell: Cell | null
  order: GalleryOrder
  offset: number
  count: number
}

/** A page of test pictures with predictions; the page before stays until the next has come. */
export function useGallery({ runId, filter, cell, order, offset, count }: GalleryQuestion): GalleryPage | null {
  const [page, setPage] = useState<GalleryPage | null>(null)
  useEffect(() => {
    let isGone = false
    core.gallery({ runId, filter, cell, order, offset, count }).then(
      (found) => isGone || setPage(found),
      (thrown: unknown) => isGone || reportFailure(thrown),
    )
    return () => {
      isGone = true
    }
  }, [runId, filter, cell, order, offset, count])
  return page
}
