import type { DataPart, DataPreview, DataSummary, Labels, PackedImages } from '#shared/contract/data.ts'
import type { DataChoice } from '#shared/document/schema.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { Dataset, Samples } from './dataset.ts'
import { divideTraining, type ValidationCut } from './divide-training.ts'
import { gather, gatherLabels } from './gather.ts'
import { countingIndices } from './random.ts'
import { countClasses } from './stratify.ts'

export function summarizeDataset(choice: DataChoice, dataset: Dataset): DataSummary {
  const { task, inputShape, classes, train, test } = dataset
  const bytesOf = ({ count, pixels, labels }: Samples) =>
    count * pixels.pictureBytes + (task === 'segmentation' ? labels.byteLength : 0)
  return {
    choice,
    task,
    inputShape,
    classes,
    trainCount: train.count,
    testCount: test.count,
    trainClassCounts: countClasses(train.labels, classes.length),
    testClassCounts: countClasses(test.labels, classes.length),
    bytes: bytesOf(train) + bytesOf(test),
    notes: dataset.notes ?? [],
    skipped: dataset.skipped ?? { count: 0, files: [] },
  }
}

export interface PreviewRequest {
  split: DataPart
  /** With it `train` are only those that the network learns from; nothing validates without it. */
  validation?: ValidationCut | undefined
  /** Only pictures of this class, or with pixels of it. */
  label: number | null
  offset: number
  count: number
}

/** @throws LoomError data.unknownClass */
export function previewDataset(dataset: Dataset, request: PreviewRequest): DataPreview {
  const { label, offset, count } = request
  if (label !== null && label >= dataset.classes.length) {
    throw new LoomError('data.unknownClass', { label, classCount: dataset.classes.length })
  }
  const split = request.split === 'test' ? 'test' : 'train'
  const samples = dataset[split]
  const labelsOf = (index: number) => labelsOfPicture(samples, index)
  const all = placesOf(dataset, request)
  const indices = label === null ? all : all.filter((index) => labelsOf(index).includes(label))
  const chosen = indices.slice(offset, offset + count)
  const labels = gatherLabels(samples, Uint32Array.from(chosen))
  const isMasks = dataset.task === 'segmentation'
  return {
    images: packImages(dataset, samples, chosen),
    labels: isMasks ? [] : [...labels],
    masks: isMasks ? labels : null,
    indices: chosen,
    origins: dataset.origins ? chosen.flatMap((index) => dataset.origins?.[split][index] ?? []) : null,
    total: indices.length,
  }
}

function placesOf(dataset: Dataset, { split, validation = { share: 0, seed: 0 } }: PreviewRequest): number[] {
  if (split === 'test') return [...countingIndices(dataset.test.count)]
  const parts = divideTraining(dataset, validation)
  return [...(split === 'train' ? parts.training : parts.validation)]
}

/** One label, or one a pixel; a view. */
export function labelsOfPicture({ labels, count }: Samples, index: number): Labels {
  const size = labels.length / count
  return labels.subarray(index * size, (index + 1) * size)
}

/** Copies of the named pictures, ready to be sent. */
export function packImages(
  dataset: Pick<Dataset, 'inputShape'>,
  samples: Samples,
  indices: readonly number[],
): PackedImages {
  const [height = 0, width = 0, channels = 0] = dataset.inputShape
  const { pixels } = gather(samples, Uint32Array.from(indices))
  return { height, width, channels, count: indices.length, pixels }
}
