import { useEffect, useState } from 'react'
import { core, onCoreEvent } from '../../client/core-client.ts'
import { reportFailure } from '../../stores/report-failure.ts'

/** Whether the trained weights of a run are on this computer; null until it is known. */
export function useIsKept(runId: string): boolean | null {
  const [kept, setKept] = useState<readonly string[] | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: older ones make room for those of new runs
  useEffect(() => {
    let isGone = false
    const ask = () => core.keptRuns({}).then((found) => isGone || setKept(found), reportFailure)
    void ask()
    const stop = onCoreEvent('records', () => void ask())
    return () => {
      isGone = true
      stop()
    }
  }, [runId])
  return kept?.includes(runId) ?? null
}
