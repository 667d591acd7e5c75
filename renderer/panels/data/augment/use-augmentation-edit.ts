import type { Augmentation, AugmentationStep } from '#shared/document/augmentation.ts'
import { useDocumentStore } from '../../../stores/document-store.ts'

export interface AugmentationEdit {
  augmentation: Augmentation
  /** Changes the whole; with a `gesture` what follows of it is one undo step with this. */
  set: (change: Partial<Augmentation>, gesture?: string) => void
  /** Changes one setting of a step. */
  setStep: (place: number, change: object, gesture?: string) => void
  endGesture: () => void
}

export function useAugmentationEdit(): AugmentationEdit {
  const augmentation = useDocumentStore((state) => state.document.augmentation)
  const edit = useDocumentStore((state) => state.edit)
  const endGesture = useDocumentStore((state) => state.endGesture)
  const set: AugmentationEdit['set'] = (change, gesture) =>
    edit(
      (document) => ({ ...document, augmentation: { ...document.augmentation, ...change } }),
      'views:edit.augmentation',
      { gesture: gesture && `augmentation.${gesture}` },
    )
  return {
    augmentation,
    set,
    setStep: (place, change, gesture) =>
      set(
        {
          steps: augmentation.steps.map((step, at) =>
            at === place ? ({ ...step, ...change } as AugmentationStep) : step,
          ),
        },
        gesture && `${place}.${gesture}`,
      ),
    endGesture,
  }
}
