import type { DataRemedy } from '#shared/contract/analysis.ts'
import { useDocumentStore } from '../../../stores/document-store.ts'

/** Does what helps, as one undo step; null where there is nothing to do, or it is done. */
export function useRemedy(remedy: DataRemedy | null): (() => void) | null {
  const edit = useDocumentStore((state) => state.edit)
  const isWeighted = useDocumentStore((state) => state.document.training.classWeights === 'balanced')
  const isWithout = useDocumentStore((state) => state.document.data.withoutCopies === true)
  if (remedy === 'withoutCopies' && !isWithout) {
    return () =>
      edit((document) => ({ ...document, data: { ...document.data, withoutCopies: true } }), 'views:edit.data')
  }
  if (remedy === 'classWeights' && !isWeighted) {
    return () =>
      edit(
        (document) => ({ ...document, training: { ...document.training, classWeights: 'balanced' } }),
        'data:edit.classWeights',
      )
  }
  return null
}
