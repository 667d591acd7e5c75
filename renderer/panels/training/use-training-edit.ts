import type { TrainingSettings } from '#shared/document/schema.ts'
import { useDocumentStore } from '../../stores/document-store.ts'

export interface TrainingEdit {
  training: TrainingSettings
  seed: number
  /** Changes one setting; what is typed into one field is one undo step. */
  set: (change: Partial<TrainingSettings>) => void
  setSeed: (seed: number) => void
  endGesture: () => void
}

export function useTrainingEdit(): TrainingEdit {
  const training = useDocumentStore((state) => state.document.training)
  const seed = useDocumentStore((state) => state.document.seed)
  const edit = useDocumentStore((state) => state.edit)
  const endGesture = useDocumentStore((state) => state.endGesture)
  return {
    training,
    seed,
    set(change) {
      const gesture = `training.${Object.keys(change).join()}`
      edit((document) => ({ ...document, training: { ...document.training, ...change } }), 'views:edit.training', {
        gesture,
      })
    },
    setSeed: (value) =>
      edit((document) => ({ ...document, seed: value }), 'views:edit.training', { gesture: 'training.seed' }),
    endGesture,
  }
}
