import type { AugmentationPreview } from '#shared/contract/data.ts'
import type { Augmentation } from '#shared/document/augmentation.ts'
import { LoomError } from '#shared/messages/loom-error.ts'
import type { Batch, Dataset } from '../dataset.ts'
import { openSamples } from '../gather.ts'
import { createBatchMaker } from '../make-batch.ts'
import { countingIndices } from '../random.ts'

export interface PreviewRequest {
  augmentation: Augmentation
  seed: number
  /** Of a training picture. */
  index: number
  /** The first of the epochs that are shown. */
  epoch: number
  count: number
}

/**
 * A training picture as it is, and as it would be learnt from in some epochs: made by the code that makes batches. Only
 * whom MixUp mixes it with is another matter, as that follows from the order of an epoch.
 * @throws LoomError data.noPicture, data.unreadable
 */
export function previewAugmentation(dataset: Dataset, request: PreviewRequest): AugmentationPreview {
  const { augmentation, seed, index, epoch, count } = request
  const { train, task, inputShape, ignoreLabel } = dataset
  if (index >= train.count) throw new LoomError('data.noPicture', { index, count: train.count })
  const hasMasks = task === 'segmentation'
  const reader = openSamples(train)
  try {
    const make = createBatchMaker(reader)
    const order = countingIndices(train.count)
    const one = Uint32Array.of(index)
    const shown = [make(one, undefined, { order })]
    for (let later = 0; later < count; later += 1) {
      const plan = { augmentation, seed, epoch: epoch + later, inputShape, hasMasks, ignoreLabel }
      shown.push(keep(make(one, undefined, { order, augmentation: plan })))
    }
    return join(dataset, shown)
  } finally {
    reader.close()
  }
}

/** A batch whose mixed labels outlive the next one. */
function keep({ mixed, ...batch }: Batch): Batch {
  return mixed ? { ...batch, mixed: { labels: mixed.labels.slice(), shares: mixed.shares } } : batch
}

function join({ inputShape, task }: Dataset, batches: Batch[]): AugmentationPreview {
  const [height = 0, width = 0, channels = 0] = inputShape
  const pixels = new Uint8Array(batches.length * height * width * channels)
  for (const [place, batch] of batches.entries()) pixels.set(batch.pixels, place * height * width * channels)
  return {
    images: { height, width, channels, count: batches.length, pixels },
    masks: task === 'segmentation' ? joinMasks(batches, height * width) : null,
    label: task === 'segmentation' ? null : (batches[0]?.labels[0] ?? null),
    mixed: batches.map(({ mixed }) =>
      mixed ? { label: mixed.labels[0] ?? 0, share: 1 - (mixed.shares[0] ?? 1) } : null,
    ),
  }
}

function joinMasks(batches: readonly Batch[], size: number): AugmentationPreview['masks'] {
  const isWide = batches.some(({ labels }) => labels instanceof Uint16Array)
  const masks = isWide ? new Uint16Array(batches.length * size) : new Uint8Array(batches.length * size)
  for (const [place, { labels }] of batches.entries()) masks.set(labels, place * size)
  return masks
}
