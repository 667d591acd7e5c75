import { type AugmentationPlan, augmentPictures } from './augment/augment-pictures.ts'
import { drawMixture, mixPixels } from './augment/mix-up.ts'
import type { Batch } from './dataset.ts'
import type { SampleReader } from './gather.ts'

/** What the batches of one epoch have in common. */
export interface BatchRecipe {
  /** Places in the split, of all pictures of the epoch. */
  order: Uint32Array
  /** How they are changed; without it they are as they are in the data set. */
  augmentation?: AugmentationPlan | undefined
}

/** Makes one batch, in the memory of `used`, a batch that is done with, if it has room. */
export type MakeBatch = (indices: Uint32Array, used: Batch | undefined, recipe: BatchRecipe) => Batch | Promise<Batch>

/** Each batch is valid until the next one is made. */
export function createBatchMaker(reader: Pick<SampleReader, 'gather'>) {
  let partners: Batch | undefined
  return (indices: Uint32Array, used: Batch | undefined, { order, augmentation: plan }: BatchRecipe): Batch => {
    const batch = reader.gather(indices, used)
    if (!plan) return batch
    augmentPictures(batch, indices, plan)
    const { augmentation, hasMasks } = plan
    if (augmentation.mixup === 0 || hasMasks) return batch
    const mixtures = Array.from(indices, (index) => drawMixture(augmentation.mixup, { ...plan, index }, order))
    const others = Uint32Array.from(mixtures, ({ partner }) => partner)
    partners = reader.gather(others, partners)
    augmentPictures(partners, others, plan)
    const shares = Float32Array.from(mixtures, ({ share }) => share)
    mixPixels(batch.pixels, partners.pixels, shares)
    return { ...batch, mixed: { labels: partners.labels, shares } }
  }
}
