import { useEffect, useState } from 'react'
import type { RunSnapshot } from '#shared/contract/runs.ts'
import { core } from '../../client/core-client.ts'

/** How many test pictures the run's data set has; null until it is known. */
export function useTestTotal(run: RunSnapshot | null): number | null {
  const data = run?.document.data
  const key = JSON.stringify(data)
  const [known, setKnown] = useState<{ key: string; total: number } | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: equal choices are one choice
  useEffect(() => {
    if (!data) return
    let isGone = false
    const ask = core.previewData({ data, split: 'test', label: null, offset: 0, count: 1 })
    ask.then(
      ({ total }) => isGone || setKnown({ key, total }),
      () => undefined,
    )
    return () => {
      isGone = true
    }
  }, [key])
  return known?.key === key ? known.total : null
}
