import { useEffect, useState } from 'react'
import type { CallError } from '#shared/contract/define.ts'
import type { GalleryPage } from '#shared/contract/runs.ts'
import { toCallError } from '../../client/call-failure.ts'
import type { GalleryState } from './gallery-store.ts'
import type { TestSource } from './test-result.ts'

export interface GalleryQuestion extends Pick<GalleryState, 'filter' | 'cell' | 'order' | 'offset'> {
  runId: string
  count: number
}

export type GalleryAnswer = { page: GalleryPage } | { error: CallError }

/** A page of test pictures with predictions; the page before stays until the next has come. Null until the first. */
export function useGallery(source: TestSource, question: GalleryQuestion): GalleryAnswer | null {
  const { runId, filter, cell, order, offset, count } = question
  const [answer, setAnswer] = useState<GalleryAnswer | null>(null)
  useEffect(() => {
    let isGone = false
    source.gallery({ runId, filter, cell, order, offset, count }).then(
      (page) => isGone || setAnswer({ page }),
      (thrown: unknown) => isGone || setAnswer({ error: toCallError(thrown) }),
    )
    return () => {
      isGone = true
    }
  }, [source, runId, filter, cell, order, offset, count])
  return answer
}
