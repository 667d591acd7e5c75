import { setTimeout } from 'node:timers/promises'
import { type MessagePort, Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { LoomError } from '#shared/messages/loom-error.ts'
import { type BatchFeed, openLocalFeed } from '../batch-feed.ts'
import { createBatches } from '../batches.ts'
import { samplesInMemory } from '../dataset.ts'
import { openSamples } from '../gather.ts'
import type { MakeBatch } from '../make-batch.ts'
import { countingIndices } from '../random.ts'
import { serveBatches } from './serve-batches.ts'
import { openThreadFeed } from './thread-feed.ts'

/** Picture n is 3 pixels of value n; its label is n. */
const samples = samplesInMemory({
  count: 50,
  pixels: Uint8Array.from({ length: 150 }, (_, place) => Math.floor(place / 3)),
  labels: Uint8Array.from({ length: 50 }, (_, place) => place),
})

const reader = openSamples(samples)
const feeds: BatchFeed[] = []
afterEach(async () => {
  for (const feed of feeds.splice(0)) await feed.dispose()
})

/** The thread's side on this thread; a Worker that does nothing stands for the thread. */
function openTestFeed(make: MakeBatch, ahead?: number): BatchFeed {
  const feed = openThreadFeed({
    start(port) {
      serveBatches(port, { train: make, test: make })
      return new Worker('setInterval(() => {}, 1000)', { eval: true })
    },
    ...(ahead === undefined ? {} : { ahead }),
  })
  feeds.push(feed)
  return feed
}

/** A real thread that runs `body`, with `port` at hand. */
function openThread(body: string): BatchFeed {
  const source = `const { workerData: { port } } = require('node:worker_threads'); ${body}`
  const start = (port: MessagePort) => new Worker(source, { eval: true, workerData: { port }, transferList: [port] })
  const feed = openThreadFeed({ start })
  feeds.push(feed)
  return feed
}

const plain: MakeBatch = (indices, used) => reader.gather(indices, used)
const slow: MakeBatch = async (indices, used) => {
  await setTimeout(10)
  return reader.gather(indices, used)
}

async function copyEpoch(feed: BatchFeed, epoch: number, batchSize: number) {
  const options = { batchSize, isShuffled: true, seed: 7 }
  const batches: { count: number; pixels: number[]; labels: number[] }[] = []
  const source = createBatches({ feed, split: 'train' }, countingIndices(samples.count), options)
  for await (const { count, pixels, labels } of source.epoch(epoch)) {
    batches.push({ count, pixels: [...pixels], labels: [...labels] })
  }
  return batches
}

const cutOf = (length: number, batchSize: number) => ({
  split: 'train' as const,
  order: countingIndices(length),
  batchSize,
})

describe('batches made on another thread', () => {
  it.each([1, 7, 50, 64])('are bit by bit those made here, %i at a time, epoch after epoch', async (batchSize) => {
    const local = openLocalFeed({ train: samples, test: samples })
    const feed = openTestFeed(plain)
    for (const epoch of [1, 2]) {
      expect(await copyEpoch(feed, epoch, batchSize)).toEqual(await copyEpoch(local, epoch, batchSize))
    }
  })

  it('come in order and whole from a source that is slower than who takes them', async () => {
    const local = openLocalFeed({ train: samples, test: samples })
    expect(await copyEpoch(openTestFeed(slow), 3, 8)).toEqual(await copyEpoch(local, 3, 8))
  })

  it('are made ahead, but no more of them than agreed', async () => {
    let made = 0
    const feed = openTestFeed((indices, used) => {
      made += 1
      return reader.gather(indices, used)
    }, 2)
    const stream = feed.stream(cutOf(50, 5))
    await stream.next()
    await setTimeout(50)
    expect(made).toBe(2)
    await stream.next()
    await setTimeout(50)
    expect(made).toBe(3)
    await stream.return()
  })

  it('cost no new memory after the first ones', async () => {
    const buffers = new Set<number>()
    let allocated = 0
    const feed = openTestFeed((indices, used) => {
      if (!used) allocated += 1
      return reader.gather(indices, used)
    }, 3)
    for await (const { pixels } of feed.stream(cutOf(50, 5))) buffers.add(pixels.buffer.byteLength)
    expect(allocated).toBe(3)
    expect([...buffers]).toEqual([15])
  })

  it('are no longer made once the loop is left', async () => {
    let made = 0
    const feed = openTestFeed(async (indices, used, recipe) => {
      made += 1
      return slow(indices, used, recipe)
    }, 2)
    for await (const { labels } of feed.stream(cutOf(50, 1))) if (labels[0] === 3) break
    await setTimeout(50)
    const madeBefore = made
    await setTimeout(50)
    expect(made).toBe(madeBefore)
    expect(made).toBeLessThan(8)
    // The thread is there for the next stream.
    expect(await copyEpoch(feed, 1, 25)).toHaveLength(2)
  })

  it('fail where the batch would have come, in the words of the failure', async () => {
    const feed = openTestFeed((indices, used) => {
      if (indices.includes(20)) throw new LoomError('data.unreadable', { file: 'twenty.png', reason: 'torn' })
      return reader.gather(indices, used)
    })
    const seen: number[] = []
    const take = async () => {
      for await (const { labels } of feed.stream(cutOf(50, 10))) seen.push(labels[0] ?? -1)
    }
    await expect(take()).rejects.toMatchObject({ code: 'data.unreadable', values: { file: 'twenty.png' } })
    expect(seen).toEqual([0, 10])
  })

  it('fail when the thread ends, and the next stream at once', async () => {
    const feed = openThread("port.on('message', () => { throw new Error('out of ideas') })")
    await expect(feed.stream(cutOf(50, 10)).next()).rejects.toThrow('out of ideas')
    await expect(feed.stream(cutOf(50, 10)).next()).rejects.toThrow('out of ideas')
  })

  it('fail rather than wait for ever when the feed is disposed meanwhile', async () => {
    const feed = openThread("port.on('message', () => {})")
    const next = feed.stream(cutOf(50, 10)).next()
    const refusal = expect(next).rejects.toThrow('ended')
    await feed.dispose()
    await refusal
  })
})
