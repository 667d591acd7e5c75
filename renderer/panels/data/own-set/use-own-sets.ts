import { useCallback, useEffect, useState } from 'react'
import type { OwnSet } from '#shared/contract/sets.ts'
import { core } from '../../../client/core-client.ts'
import { reportFailure } from '../../../stores/report-failure.ts'

export interface OwnSets {
  /** Null until they were looked for. */
  sets: OwnSet[] | null
  /** Does something to them and looks at them again; tells what goes wrong, and whether it went well. */
  change: (work: () => Promise<unknown>) => Promise<boolean>
}

/** The sets that people have made, as they are on the disk. */
export function useOwnSets(): OwnSets {
  const [sets, setSets] = useState<OwnSet[] | null>(null)
  const change = useCallback(async (work: () => Promise<unknown>) => {
    try {
      await work()
      setSets(await core.listSets({}))
      return true
    } catch (thrown) {
      reportFailure(thrown)
      return false
    }
  }, [])
  useEffect(() => void change(async () => {}), [change])
  return { sets, change }
}
