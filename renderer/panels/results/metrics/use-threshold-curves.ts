import { useEffect, useState } from 'react'
import type { ThresholdCurves } from '#shared/contract/runs.ts'
import { core } from '../../../client/core-client.ts'
import { reportFailure } from '../../../stores/report-failure.ts'
import { useRunStore } from '../../../stores/run-store.ts'

/** The curves of a class; those before stay until they have come. Undefined until the first, null where there are none. */
export function useThresholdCurves(runId: string, label: number): ThresholdCurves | null | undefined {
  // Those that were recorded need no pictures.
  const isAbsent = useRunStore(({ run }) => run?.absence !== undefined)
  const [curves, setCurves] = useState<ThresholdCurves | null>()
  useEffect(() => {
    let isGone = false
    const ask = isAbsent ? core.runCurves({ runId, label }) : core.thresholdCurves({ runId, label })
    ask.then(
      (found) => isGone || setCurves(found),
      (thrown: unknown) => isGone || reportFailure(thrown),
    )
    return () => {
      isGone = true
    }
  }, [runId, label, isAbsent])
  return curves
}
