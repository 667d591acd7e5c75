import type { CheckpointContent } from './checkpoint-file.ts'

/**
 * The checkpoint of a run that goes on for `moreEpochs` behind those that are complete, whether it has ended or not. Its
 * schedule goes on as if so many epochs had been asked for; patience begins anew.
 */
export function extendRun({ header, tensors }: CheckpointContent, moreEpochs: number): CheckpointContent {
  const { document, epoch } = header
  const training = { ...document.training, epochs: epoch + moreEpochs }
  return {
    header: { ...header, document: { ...document, training }, extendedAt: epoch, finished: null },
    tensors,
  }
}
