import { useEffect, useState } from 'react'
import type { CallError } from '#shared/contract/define.ts'
import type { ScoreMap } from '#shared/contract/weights.ts'
import { toCallError } from '../../client/call-failure.ts'
import { core } from '../../client/core-client.ts'
import { useDocumentStore } from '../../stores/document-store.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { findTrainedWeights } from '../../stores/trained-weights.ts'

export interface Scene {
  height: number
  width: number
  count: number
  seed: number
}

interface Scores {
  map: ScoreMap | null
  error: CallError | null
  isBusy: boolean
}

/** What the trained network says of a scene; the last one asked for wins. */
export function useScores({ height, width, count, seed }: Scene): Scores {
  const [scores, setScores] = useState<Scores>({ map: null, error: null, isBusy: true })
  const document = useDocumentStore((state) => state.document)
  const run = useRunStore((state) => state.run)
  const runId = run?.runId
  useEffect(() => {
    const source = findTrainedWeights(document, useRunStore.getState())
    if (!source || runId === '') return
    let isWanted = true
    setScores((before) => ({ ...before, isBusy: true }))
    core.scoreMap({ document, source, height, width, count, seed }).then(
      (map) => isWanted && setScores({ map, error: null, isBusy: false }),
      (thrown: unknown) => isWanted && setScores({ map: null, error: toCallError(thrown), isBusy: false }),
    )
    return () => {
      isWanted = false
    }
  }, [document, runId, height, width, count, seed])
  return scores
}
