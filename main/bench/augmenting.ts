import { augmentPictures } from '#main/datasets/augment/augment-pictures.ts'
import { augmentationPresets } from '#shared/document/augmentation-presets.ts'
import { median } from './report.ts'

const rounds = 60
const inputShape = [32, 32, 3]

/** What a preset takes for a batch of colour pictures of 32×32. */
export interface AugmentingCost {
  preset: string
  batch: number
  batchMs: number
}

/** Median over many batches, each of an epoch of its own, in this process. */
export function measureAugmenting(batch: number): AugmentingCost[] {
  const indices = Uint32Array.from({ length: batch }, (_, index) => index)
  const pixels = Uint8Array.from({ length: batch * 32 * 32 * 3 }, (_, place) => Math.imul(place, 2654435761) >>> 24)
  const labels = new Uint8Array(batch)
  return Object.entries(augmentationPresets).map(([preset, augmentation]) => {
    const times = Array.from({ length: rounds }, (_, round) => {
      const startedAt = performance.now()
      augmentPictures({ pixels, labels }, indices, {
        augmentation,
        seed: 1,
        epoch: round + 1,
        inputShape,
        hasMasks: false,
      })
      return performance.now() - startedAt
    })
    // The first ones are compiled while they run.
    return { preset, batch, batchMs: median(times.slice(rounds / 2)) }
  })
}

export function printAugmenting(costs: readonly AugmentingCost[]): string {
  return costs.map(({ preset, batch, batchMs }) => `${preset}, batch ${batch}: ${batchMs.toFixed(2)} ms\n`).join('')
}
