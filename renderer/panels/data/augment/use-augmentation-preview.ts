import { useEffect, useState } from 'react'
import type { AugmentationPreview } from '#shared/contract/data.ts'
import type { Augmentation } from '#shared/document/augmentation.ts'
import type { DataChoice } from '#shared/document/schema.ts'
import { core } from '../../../client/core-client.ts'
import { reportFailure } from '../../../stores/report-failure.ts'

export interface AugmentationQuestion {
  data: DataChoice
  augmentation: Augmentation
  seed: number
  index: number
  epoch: number
  count: number
}

/** A slider tells of each of its places: the core is asked when it rests for a moment. */
const settleMs = 60

/** Pictures of the augmentation; those before stay until the next have come. */
export function useAugmentationPreview(question: AugmentationQuestion): AugmentationPreview | null {
  const { data, augmentation, seed, index, epoch, count } = question
  const [preview, setPreview] = useState<AugmentationPreview | null>(null)
  useEffect(() => {
    let isGone = false
    const ask = () =>
      core.previewAugmentation({ data, augmentation, seed, index, epoch, count }).then(
        (found) => isGone || setPreview(found),
        (thrown: unknown) => isGone || reportFailure(thrown),
      )
    const waiting = setTimeout(() => void ask(), settleMs)
    return () => {
      isGone = true
      clearTimeout(waiting)
    }
  }, [data, augmentation, seed, index, epoch, count])
  return preview
}
