import type { DataChoice } from '#shared/document/schema.ts'
import { useDocumentStore } from '../../stores/document-store.ts'

/** Changes of one `gesture`, such as typing in a field, are one undo step. */
export type EditData = (data: DataChoice, gesture?: string) => void

export function useDataEdit(): EditData {
  const edit = useDocumentStore((state) => state.edit)
  return (data, gesture) => edit((document) => ({ ...document, data }), 'views:edit.data', { gesture })
}
