import { describe, expect, it } from 'vitest'
import { augmentationSchema } from '#shared/document/augmentation.ts'
import { augmentationPresets } from '#shared/document/augmentation-presets.ts'
import { openLocalFeed } from '../batch-feed.ts'
import { createBatches } from '../batches.ts'
import { gather } from '../gather.ts'
import { countingIndices } from '../random.ts'
import { generateShapes } from '../shapes/generate-shapes.ts'
import { previewAugmentation } from './preview-augmentation.ts'

const shapes = generateShapes({ variant: 'both', train: 20, test: 5, seed: 1 })
const scenes = generateShapes({ variant: 'segmentation', train: 4, test: 2, seed: 1 })
const photos = augmentationPresets.photos

/** What training sees of a picture in an epoch. */
async function learntFrom(dataset: typeof shapes, index: number, epoch: number) {
  const { inputShape, ignoreLabel, task, train } = dataset
  const augmentation = { augmentation: photos, seed: 6, inputShape, ignoreLabel, hasMasks: task === 'segmentation' }
  const feed = openLocalFeed(dataset)
  const options = { batchSize: 3, isShuffled: true, seed: 6, augmentation }
  const order = createBatches({ feed, split: 'train' }, countingIndices(train.count), { ...options, batchSize: 1 })
  const plain = createBatches({ feed, split: 'train' }, countingIndices(train.count), {
    ...options,
    batchSize: 1,
    augmentation: undefined,
  })
  const wanted = gather(train, Uint32Array.of(index)).pixels.join()
  const places: boolean[] = []
  for await (const batch of plain.epoch(epoch)) places.push(batch.pixels.join() === wanted)
  let place = 0
  for await (const { pixels, labels } of order.epoch(epoch)) {
    if (places[place]) return { pixels: [...pixels], labels: [...labels] }
    place += 1
  }
  throw new Error('the picture never came')
}

describe('the preview of an augmentation', () => {
  it('shows a picture as it is, and then as training will see it', async () => {
    const { images, label, masks, mixed } = previewAugmentation(shapes, {
      augmentation: photos,
      seed: 6,
      index: 7,
      epoch: 3,
      count: 4,
    })
    expect(images).toMatchObject({ height: 28, width: 28, channels: 3, count: 5 })
    const picture = (place: number) => [...images.pixels.subarray(place * 2352, (place + 1) * 2352)]
    expect(picture(0)).toEqual([...gather(shapes.train, Uint32Array.of(7)).pixels])
    for (const place of [1, 2, 4]) expect(picture(place)).toEqual((await learntFrom(shapes, 7, 2 + place)).pixels)
    expect([label, masks]).toEqual([shapes.train.labels[7], null])
    expect(mixed).toEqual([null, null, null, null, null])
  })

  it('shows masks with it', async () => {
    const { images, label, masks } = previewAugmentation(scenes, {
      augmentation: photos,
      seed: 6,
      index: 2,
      epoch: 1,
      count: 2,
    })
    const size = images.height * images.width
    expect(label).toBeNull()
    expect([...(masks ?? []).slice(size, 2 * size)]).toEqual((await learntFrom(scenes, 2, 1)).labels)
  })

  it('says what was mixed in', () => {
    const augmentation = augmentationSchema.parse({ mixup: 1 })
    const { mixed } = previewAugmentation(shapes, { augmentation, seed: 6, index: 0, epoch: 1, count: 12 })
    expect(mixed[0]).toBeNull()
    expect(new Set(mixed.slice(1).map((each) => each?.label)).size).toBeGreaterThan(1)
    for (const each of mixed.slice(1)) expect(each && each.share >= 0 && each.share <= 0.5).toBe(true)
  })

  it('is refused for a picture that is not there', () => {
    const ask = () => previewAugmentation(shapes, { augmentation: photos, seed: 6, index: 20, epoch: 1, count: 1 })
    expect(ask).toThrowError(expect.objectContaining({ code: 'data.noPicture' }))
  })
})
