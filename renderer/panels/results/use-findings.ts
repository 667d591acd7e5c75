import { useMemo } from 'react'
import { findFindings, type RunFinding } from '#shared/training/findings.ts'
import { useDataStore } from '../../stores/data-store.ts'
import { useRunStore } from '../../stores/run-store.ts'

const none: RunFinding[] = []

/** What the run that is shown says of how it learns. */
export function useFindings(): RunFinding[] {
  const run = useRunStore((store) => store.run)
  const summary = useDataStore((store) => store.summary)
  return useMemo(() => {
    if (!run) return none
    const { document, epochs, state, notice, classes } = run
    const isSameData = summary !== null && JSON.stringify(summary.choice) === JSON.stringify(document.data)
    return findFindings({
      document,
      epochs,
      notice,
      error: state.phase === 'failed' ? state.error : null,
      classCount: classes.length,
      classCounts: isSameData && summary.task === 'classification' ? summary.trainClassCounts : [],
    })
  }, [run, summary])
}
