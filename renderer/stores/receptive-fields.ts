import { useDeferredValue, useMemo } from 'react'
import { type ReceptiveField, receptiveFields } from '#shared/graph/receptive-field.ts'
import { useCheckedGraph } from './document-store.ts'

/** What each layer of the drawing sees of the picture, by its node's id. It follows an edit when there is time for it. */
export function useReceptiveFields(): ReadonlyMap<string, ReceptiveField> {
  const graph = useDeferredValue(useCheckedGraph())
  return useMemo(() => receptiveFields(graph), [graph])
}
