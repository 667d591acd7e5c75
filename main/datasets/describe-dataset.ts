import type { DataPreview, DataSummary, PackedImages } from '#shared/contract/data.ts'
import type { DataChoice } from '#shared/document/schema.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { Dataset, Samples } from './dataset.ts'
import { gather } from './gather.ts'
import { countClasses } from './stratify.ts'

export function summarizeDataset(choice: DataChoice, dataset: Dataset): DataSummary {
  const { inputShape, classes, train, test } = dataset
  return {
    choice,
    inputShape,
    classes,
    trainCount: train.count,
    testCount: test.count,
    trainClassCounts: countClasses(train.labels, classes.length),
    testClassCounts: countClasses(test.labels, classes.length),
    bytes: train.pixels.length + test.pixels.length,
  }
}

export interface PreviewRequest {
  split: 'train' | 'test'
  /** Only pictures of this class. */
  label: number | null
  offset: number
  count: number
}

/** @throws LoomError data.unknownClass */
export function previewDataset(dataset: Dataset, { split, label, offset, count }: PreviewRequest): DataPreview {
  if (label !== null && label >= dataset.classes.length) {
    throw new LoomError('data.unknownClass', { label, classCount: dataset.classes.length })
  }
  const samples = dataset[split]
  const indices: number[] = []
  for (const [index, each] of samples.labels.entries()) if (label === null || each === label) indices.push(index)
  const chosen = indices.slice(offset, offset + count)
  return {
    images: packImages(dataset, samples, chosen),
    labels: chosen.map((index) => samples.labels[index] ?? 0),
    indices: chosen,
    total: indices.length,
  }
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
