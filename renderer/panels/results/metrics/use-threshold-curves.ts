import { useEffect, useState } from 'react'
import type { ThresholdCurves } from '#shared/contract/runs.ts'
import { reportFailure } from '../../../stores/report-failure.ts'
import type { TestSource } from '../test-result.ts'

/** The curves of a class; those before stay until they have come. Undefined until the first, null where there are none. */
export function useThresholdCurves(
  source: TestSource,
  runId: string,
  label: number,
): ThresholdCurves | null | undefined {
  const [curves, setCurves] = useState<ThresholdCurves | null>()
  useEffect(() => {
    let isGone = false
    source.curves({ runId, label }).then(
      (found) => isGone || setCurves(found),
      (thrown: unknown) => isGone || reportFailure(thrown),
    )
    return () => {
      isGone = true
    }
  }, [source, runId, label])
  return curves
}
