import { useEffect, useState } from 'react'
import type { RunDetails } from '#shared/contract/records.ts'
import { core, onCoreEvent } from '../../client/core-client.ts'
import { reportFailure } from '../../stores/report-failure.ts'

/** Recorded runs with all that there is of them, asked for again when they change; null until they are there. */
export function useRunDetails(runIds: readonly string[]): RunDetails[] | null {
  const [details, setDetails] = useState<RunDetails[] | null>(null)
  const key = runIds.join(' ')
  useEffect(() => {
    const ids = key.split(' ')
    let isGone = false
    const ask = () =>
      core.getRuns({ runIds: ids }).then((found) => {
        if (!isGone) setDetails(found)
      }, reportFailure)
    void ask()
    const stop = onCoreEvent('records', (change) => {
      if (change.runIds.some((runId) => ids.includes(runId))) void ask()
    })
    return () => {
      isGone = true
      stop()
    }
  }, [key])
  return details
}
