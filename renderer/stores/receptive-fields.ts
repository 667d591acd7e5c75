import { useMemo } from 'react'
import { type ReceptiveField, receptiveFields } from '#shared/graph/receptive-field.ts'
import { useCheckedGraph } from './document-store.ts'

/** What each layer of the drawing sees of the picture, by its node's id. */
export function useReceptiveFields(): ReadonlyMap<string, ReceptiveField> {
  const graph = useCheckedGraph()
  return useMemo(() => receptiveFields(graph), [graph])
}
