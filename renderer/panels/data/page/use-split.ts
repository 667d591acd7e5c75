import { useEffect, useState } from 'react'
import type { DataSplit, DataSummary } from '#shared/contract/data.ts'
import { core } from '../../../client/core-client.ts'
import { useDocumentStore } from '../../../stores/document-store.ts'
import { reportFailure } from '../../../stores/report-failure.ts'

/** How the next run cuts its training pictures. */
export interface ValidationCut {
  share: number
  seed: number
}

export function useValidationCut(): ValidationCut {
  const share = useDocumentStore((state) => state.document.training.validationSplit)
  const seed = useDocumentStore((state) => state.document.seed)
  return { share, seed }
}

/** The parts of the next run in exact numbers; those before stay until they have come. */
export function useSplit({ choice }: DataSummary): DataSplit | null {
  const { share, seed } = useValidationCut()
  const [split, setSplit] = useState<DataSplit | null>(null)
  useEffect(() => {
    let isGone = false
    core.splitData({ data: choice, validation: { share, seed } }).then(
      (found) => isGone || setSplit(found),
      (thrown: unknown) => isGone || reportFailure(thrown),
    )
    return () => {
      isGone = true
    }
  }, [choice, share, seed])
  return split
}
