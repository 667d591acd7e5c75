import { MessageChannel, Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { augmentationSchema } from '#shared/document/augmentation.ts'
import { augmentationPresets } from '#shared/document/augmentation-presets.ts'
import { type AugmentationPlan, augmentPictures } from './augment/augment-pictures.ts'
import { drawMixture } from './augment/mix-up.ts'
import { type BatchFeed, openLocalFeed } from './batch-feed.ts'
import { createBatches } from './batches.ts'
import { type Batch, samplesInMemory } from './dataset.ts'
import { openSamples } from './gather.ts'
import { createBatchMaker } from './make-batch.ts'
import { serveBatches } from './prefetch/serve-batches.ts'
import { openThreadFeed } from './prefetch/thread-feed.ts'
import { countingIndices } from './random.ts'

const count = 40
const shape = [5, 4, 3]
const pixels = Uint8Array.from({ length: count * 60 }, (_, place) => Math.imul(place + 1, 2654435761) >>> 24)
const samples = samplesInMemory({ count, pixels, labels: Uint8Array.from(countingIndices(count)) })

type Plan = Omit<AugmentationPlan, 'epoch'>
const planOf = (augmentation: object): Plan => ({
  augmentation: augmentationSchema.parse(augmentation),
  seed: 3,
  inputShape: shape,
  hasMasks: false,
})

const feeds: BatchFeed[] = []
afterEach(async () => {
  for (const feed of feeds.splice(0)) await feed.dispose()
})

/** The thread's side on this thread; a Worker that does nothing stands for the thread. */
function openTestThread(): BatchFeed {
  const maker = createBatchMaker(openSamples(samples))
  const feed = openThreadFeed({
    start(port) {
      serveBatches(port, { train: maker, test: maker })
      return new Worker('setInterval(() => {}, 1000)', { eval: true })
    },
  })
  feeds.push(feed)
  return feed
}

/** Each picture by its label, whatever batch it came in. */
async function readEpoch(
  feed: BatchFeed,
  epoch: number,
  options: { batchSize: number; augmentation: Plan | undefined; isShuffled?: boolean },
) {
  const pictures = new Map<number, string>()
  const batches = createBatches({ feed, split: 'train' }, countingIndices(count), {
    seed: 7,
    isShuffled: true,
    ...options,
  })
  for await (const batch of batches.epoch(epoch)) {
    for (const [place, label] of batch.labels.entries()) pictures.set(label, describePicture(batch, place))
  }
  return pictures
}

function describePicture({ pixels: all, mixed }: Batch, place: number): string {
  return JSON.stringify([[...all.subarray(place * 60, (place + 1) * 60)], mixed?.labels[place], mixed?.shares[place]])
}

const everything = { ...augmentationPresets.photos, mixup: 0.5 }

describe('batches with augmentation', () => {
  const local = openLocalFeed({ train: samples, test: samples })

  it('change nothing of the data set', async () => {
    const before = pixels.slice()
    await readEpoch(local, 1, { batchSize: 7, augmentation: planOf(everything) })
    expect(pixels).toEqual(before)
  })

  it.each([1, 7, 40, 64])('are bit by bit the same on a thread, %i at a time', async (batchSize) => {
    const options = { batchSize, augmentation: planOf(everything) }
    for (const epoch of [1, 2]) {
      expect(await readEpoch(openTestThread(), epoch, options)).toEqual(await readEpoch(local, epoch, options))
    }
  })

  it('have the same pictures, however they are cut', async () => {
    const augmentation = planOf(everything)
    const first = await readEpoch(local, 2, { batchSize: 7, augmentation })
    expect(first.size).toBe(count)
    expect(await readEpoch(local, 2, { batchSize: 16, augmentation })).toEqual(first)
    expect(await readEpoch(local, 3, { batchSize: 7, augmentation })).not.toEqual(first)
    // Without MixUp, whose partners are drawn by the order, not even the order counts.
    const alone = planOf(augmentationPresets.photos)
    expect(await readEpoch(local, 2, { batchSize: 7, augmentation: alone, isShuffled: false })).toEqual(
      await readEpoch(local, 2, { batchSize: 16, augmentation: alone }),
    )
  })

  it('are those of the data set where nothing is changed', async () => {
    const plain = await readEpoch(local, 1, { batchSize: 7, augmentation: undefined })
    expect(await readEpoch(local, 1, { batchSize: 7, augmentation: planOf({}) })).toEqual(plain)
    expect(plain.get(3)).toBe(JSON.stringify([[...pixels.subarray(180, 240)], null, null]))
  })

  it('mix each picture with its partner, both changed', () => {
    const plan: AugmentationPlan = { ...planOf(everything), epoch: 4 }
    const order = Uint32Array.of(8, 3, 21, 30)
    const batch = createBatchMaker(openSamples(samples))(order.subarray(1, 3), undefined, { order, augmentation: plan })
    const changed = (index: number) => {
      const picture = pixels.slice(index * 60, (index + 1) * 60)
      augmentPictures({ pixels: picture, labels: new Uint8Array(1) }, Uint32Array.of(index), plan)
      return picture
    }
    for (const [place, index] of [3, 21].entries()) {
      const { partner, share } = drawMixture(0.5, { seed: 3, epoch: 4, index }, order)
      expect([...order]).toContain(partner)
      expect(batch.mixed?.labels[place]).toBe(partner)
      expect(batch.mixed?.shares[place]).toBe(share)
      const other = changed(partner)
      const sum = changed(index).map((value, at) => Math.floor(share * value + (1 - share) * (other[at] ?? 0) + 0.5))
      expect([...batch.pixels.subarray(place * 60, (place + 1) * 60)]).toEqual([...sum])
    }
  })

  it('mix no masks', () => {
    const masks = samplesInMemory({ count: 2, pixels: pixels.slice(0, 120), labels: new Uint8Array(40) })
    const plan: AugmentationPlan = { ...planOf({ mixup: 1 }), epoch: 1, hasMasks: true }
    const order = countingIndices(2)
    const batch = createBatchMaker(openSamples(masks))(order, undefined, { order, augmentation: plan })
    expect(batch.mixed).toBeUndefined()
    expect([...batch.pixels]).toEqual([...pixels.subarray(0, 120)])
  })

  it('need what can be sent to a thread', async () => {
    const { port1, port2 } = new MessageChannel()
    const plan = { ...planOf(everything), epoch: 1 }
    const received = new Promise((resolve) => port2.once('message', resolve))
    port1.postMessage(plan)
    expect(await received).toEqual(plan)
    port1.close()
  })
})
